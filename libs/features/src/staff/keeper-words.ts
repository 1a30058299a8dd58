import { keyWords } from '#domain/staff/key-words.js'
import { sha256 } from '#platform/vault/keys.js'

/** Words for both keys of a person, by which the root knows whom it names: what is wrapped to, and what they sign with. */
export const keeperWords = (keys: { readonly publicKey: Buffer; readonly signingKey: Buffer }): string[] =>
  keyWords(sha256(Buffer.concat([keys.publicKey, keys.signingKey])))

/** Whether these words were typed, however they were spaced. */
export const areWords = (typed: string, words: readonly string[]): boolean =>
  typed.trim().toLowerCase().split(/\s+/).join(' ') === words.join(' ')
