/** The relay: pairing, and which channels deliver through it. Answers hold secrets, so they are kept in memory only. */
import type { GuardedContract } from './guard.ts'
import { onceByKey } from './once-by-key.ts'
import type { RelayPort } from './ports.ts'

export function relayApi(desk: GuardedContract, relay: RelayPort) {
  const pair = onceByKey<Awaited<ReturnType<RelayPort['pair']>>>()
  const restore = onceByKey<Awaited<ReturnType<RelayPort['restore']>>>()
  const connect = onceByKey<Awaited<ReturnType<RelayPort['connectChannel']>>>()
  const disconnect = onceByKey<Awaited<ReturnType<RelayPort['disconnectChannel']>>>()
  const unpair = onceByKey<Awaited<ReturnType<RelayPort['unpair']>>>()
  return {
    state: desk.relay.state.handler(() => relay.state()),
    recoveryCode: desk.relay.recoveryCode.handler(() => ({ recoveryCode: relay.recoveryCode() })),
    pair: desk.relay.pair.handler(({ input: { idempotencyKey, ...wish }, context }) => {
      const { actor } = context.caller
      return pair(actor, idempotencyKey, JSON.stringify(wish), () => relay.pair(actor, wish))
    }),
    restore: desk.relay.restore.handler(({ input: { idempotencyKey, ...wish }, context }) => {
      const { actor } = context.caller
      return restore(actor, idempotencyKey, JSON.stringify(wish), () => relay.restore(actor, wish))
    }),
    connectChannel: desk.relay.connectChannel.handler(({ input: { idempotencyKey, channelId }, context }) => {
      const { actor } = context.caller
      return connect(actor, idempotencyKey, channelId, () => relay.connectChannel(actor, channelId))
    }),
    disconnectChannel: desk.relay.disconnectChannel.handler(
      ({ input: { idempotencyKey, ...wish }, context }) => {
        const { actor } = context.caller
        return disconnect(actor, idempotencyKey, JSON.stringify(wish), () =>
          relay.disconnectChannel(actor, wish),
        )
      },
    ),
    unpair: desk.relay.unpair.handler(({ input, context }) => {
      const { actor } = context.caller
      return unpair(actor, input.idempotencyKey, '', () => relay.unpair(actor))
    }),
  }
}
