/** What the browser may do with the desk's page: load the page's own files, talk to this desk, and nothing else. */

/**
 * Styles may be inline because the component library writes its theme's variables and its elements' measures that
 * way; scripts may not. `connect-src` names the WebSocket, since not every browser counts it as `'self'`.
 */
export function securityHeaders(port: number): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Excel's files are packed and unpacked beside the page, by workers that the packing library writes itself.
    'worker-src blob:',
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}
