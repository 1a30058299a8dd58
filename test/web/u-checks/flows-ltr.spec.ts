import { checkFormOnce } from './form-flows.js'
import { checkLeavingOnce } from './leaving-flows.js'
import { play } from './play.js'
import type { Stage } from './stage.js'

const english: Stage = { lang: 'en', width: 360, sender: 'first sender' }
const playing = play([english, { lang: 'ru', width: 1280, sender: 'second sender' }])
checkFormOnce(english, playing)
checkLeavingOnce(english, playing)
