import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

/** In place of a button that prepares lots: they are off, and where that is changed. */
export const LotsOff = ({ words }: { readonly words: Words }) => (
  <p>
    {words('staff.cohort.lots.off')} <a href={paths.rules}>{words('staff.cohort.rules.title')}</a>
  </p>
)
