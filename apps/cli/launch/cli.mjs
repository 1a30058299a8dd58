// Behind `npm run cli -- <verb>`: what operators do, on the practice copy.
import { runVerb } from './local/verb.mjs'

await runVerb(process.argv.slice(2))
