import type { KeyPair } from '#platform/vault/keys.js'
import type { SessionToken } from '#platform/vault/session-box.js'

/** A signed-in applicant for one request: the file the session belongs to and the pair derived from their code. */
export interface ApplicantSession {
  readonly token: SessionToken
  readonly applicationId: string
  readonly editionId: string
  readonly state: string
  readonly version: number
  readonly caseNumber: string
  /** Day (ISO) by which an unsent draft is erased. */
  readonly keepUntil: string | null
  /** The draft goes two weeks after its last save, even while the call is open. */
  readonly keepsShort: boolean
  /** Derived at the first use: most pages open nothing that staff sealed. */
  readonly pair: KeyPair
  /** Opens drafts and the display record; derived from the code like the pair. */
  readonly ownKey: Buffer
  readonly idleSeconds: number
  /** The code sheet while it still waits to be written down. */
  readonly sheet: CodeSheet | null
  /** The draft as it was found with the session, where the page is about it. */
  readonly draft?: SealedDraft
  /** Overwrites the keys that were derived. */
  forgetKeys(): void
}

/** Whose file it is, and the key of what only they read. */
export type OwnKeys = Pick<ApplicantSession, 'applicationId' | 'ownKey'>

/** Sections as `key:version:status:bytes`, and their sealed bodies one after the other; null without a saved section. */
export interface SealedDraft {
  readonly sections: string | null
  readonly bodies: Buffer | null
}

/** What is shown once, before the first question and for a new code. */
export interface CodeSheet {
  readonly code: string
  /** Null where it is as before and only others can read it. */
  readonly mailMark: string | null
}

/** Idle times a person may choose, in seconds. */
export const idleChoices = [900, 3600, 14_400] as const
export type IdleSeconds = (typeof idleChoices)[number]
