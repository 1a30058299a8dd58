import type { Compartment } from '../compartment.js'
import type { Role } from '../lifecycle.js'

interface TopicRow {
  /** Where the note is sealed: who holds that key reads it. */
  readonly compartment: Compartment
  /** Whose task it is. */
  readonly role: Role
}

/** What a person may write to us about. Travel is a topic once a place is confirmed. */
export const noteTopics = {
  application: { compartment: 'contact', role: 'coordinator' },
  travel: { compartment: 'travel', role: 'travel_desk' },
  safety: { compartment: 'risk', role: 'security_officer' },
} as const satisfies Readonly<Record<string, TopicRow>>

export type NoteTopic = keyof typeof noteTopics
export const noteTopicNames = Object.keys(noteTopics) as NoteTopic[]

/** Topics of which a person with these roles reads the notes. */
export const topicsOf = (roles: readonly Role[]): NoteTopic[] =>
  noteTopicNames.filter((topic) => roles.includes(noteTopics[topic].role))

/** Topics open to somebody whose application stands in this state. */
export const openTopics = (state: string): NoteTopic[] =>
  noteTopicNames.filter((topic) => topic !== 'travel' || state === 'confirmed')
