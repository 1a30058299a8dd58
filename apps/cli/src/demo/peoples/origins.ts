import { africa } from './africa.js'
import { americas } from './americas.js'
import { asia } from './asia.js'
import { europe } from './europe.js'
import { oceania } from './oceania.js'
import type { Origin } from './origin.js'

export const origins: readonly Origin[] = [...africa, ...americas, ...asia, ...europe, ...oceania]
