import type { Draw } from '../draw.js'

/** Close to a normal draw of mean 0 and deviation 1: four even ones added up. */
export const gauss = (draw: Draw): number => (draw.next() + draw.next() + draw.next() + draw.next() - 2) * Math.sqrt(3)
