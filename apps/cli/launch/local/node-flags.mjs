/**
 * Flags of node for every process. The heap may double between two collections, where node alone lets a small one grow
 * fourfold: a tenth less memory at the same speed. A fifth or a half costs staff's pages more time than it saves. Both were
 * measured by `npm run bench`, and so was that source maps take 0.3 s of every start.
 */
export const nodeFlags = ['--max-semi-space-size=4', '--initial-heap-size=16', '--heap-growing-percent=100']
