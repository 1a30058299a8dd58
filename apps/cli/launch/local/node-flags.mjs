/**
 * Flags of node for the process of one app. The heap may double between two collections, where node alone lets a small one
 * grow fourfold: a tenth less memory at the same speed. A fifth or a half costs staff's pages more time than it saves. Where
 * applicants send, it may triple: each whole collection holds up the eight who send at that moment. All was measured by
 * `npm run bench`, and so was that source maps take 0.3 s of every start.
 */
export const nodeFlags = (app) => [
  '--max-semi-space-size=4',
  '--initial-heap-size=16',
  `--heap-growing-percent=${app === 'registration' ? 200 : 100}`,
]
