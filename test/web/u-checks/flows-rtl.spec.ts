import { play } from './play.js'

play([
  { lang: 'ar', width: 320, sender: 'first sender' },
  { lang: 'ar-XB', width: 360, sender: 'second sender' },
])
