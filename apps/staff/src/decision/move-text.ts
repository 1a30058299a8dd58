import type { Words } from '#words/index.js'

/** What a move of an application is called on staff pages. */
export const moveText = (words: Words, move: string): string => words.find(`staff.move.${move}`) ?? move
