/** What a child of the host may know of its environment: nothing in it is a secret of ours. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LANG',
  'TZ',
  'NODE_ENV',
  'NODE_EXTRA_CA_CERTS',
  'KEYRACK_LOG',
]

export function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => (parent[name] === undefined ? [] : [[name, parent[name]]]))
  // Inside Electron the program that is forked is Electron's; this makes it run as the Node it embeds.
  const runAs = process.versions.electron === undefined ? [] : [['ELECTRON_RUN_AS_NODE', '1']]
  return Object.fromEntries([...passed, ...runAs])
}
