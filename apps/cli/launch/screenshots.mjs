// Behind `npm run screenshots`.
import { runBuilt } from './built.mjs'

await runBuilt('test/journeys/screenshots.js')
