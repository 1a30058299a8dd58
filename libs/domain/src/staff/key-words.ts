import { spokenWords } from '../application/mail-mark.js'

/**
 * Sixteen plain words, 96 bits of the SHA-256 of a public key: two people read them to each other and so know that they
 * look at one key. Whoever would put another key in its place needs 2^96 tries for the same words.
 */
export const keyWords = (digest: Uint8Array): string[] => spokenWords('en', digest.subarray(0, 16))
