// Behind `npm run attack`.
import { runBuilt } from './built.mjs'

await runBuilt('test/security/attack.js')
