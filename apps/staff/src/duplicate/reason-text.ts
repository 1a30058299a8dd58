import type { ComparedPair } from '#features/application/staff/compare-files.js'
import type { Words } from '#words/index.js'

/** Why two files are asked about, in words, the strongest first. */
export const reasonText = (words: Words, { reasons, isInTwoScripts }: ComparedPair): string =>
  reasons
    .map((reason) =>
      words(
        reason.startsWith('name_') && isInTwoScripts ? 'staff.duplicates.two_scripts' : `staff.duplicates.${reason}`,
      ),
    )
    .filter((text, index, all) => all.indexOf(text) === index)
    .join(', ')
