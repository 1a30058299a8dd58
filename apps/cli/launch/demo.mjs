// Behind `npm run demo`: fills the practice copy with synthetic people.
import { runVerb } from './local/verb.mjs'

await runVerb(['demo', ...process.argv.slice(2)])
