// Behind `npm run bench`.
import { runBuilt } from './built.mjs'

await runBuilt('test/bench/main.js')
