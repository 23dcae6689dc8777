/** The page's files: hashed assets for ever, everything else asked for anew. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HttpFailure } from './http-failure.ts'

/** Where the build puts files whose name changes with their content. */
const HASHED = '/assets/'

/** @param dir the built page; may be missing, then every page says how to build it. */
export async function servePages(server: FastifyInstance, dir: string): Promise<void> {
  const isBuilt = () => existsSync(join(dir, 'index.html'))
  if (isBuilt()) {
    await server.register(fastifyStatic, {
      root: dir,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = path.replaceAll('\\', '/').includes(HASHED)
        void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  server.setNotFoundHandler(async (request, reply) => {
    if (!isPageAddress(request)) throw new HttpFailure('UnknownPath')
    if (!isBuilt()) throw new HttpFailure('PageNotBuilt')
    return sendIndex(reply)
  })
}

/** The page routes by itself: any address without a file's ending is one of its screens. */
function isPageAddress(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && !/^\/(api|rpc|session|health|metrics)(\/|$)/.test(path) && !/\.[a-z0-9]{1,10}$/i.test(path)
}

function sendIndex(reply: FastifyReply): FastifyReply {
  return reply.sendFile('index.html')
}
