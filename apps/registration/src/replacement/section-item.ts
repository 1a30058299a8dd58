import type { Replacing } from '#features/application/registration/after-sending/read-replacing.js'
import type { TaskItem } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

/** One part of what was sent, with the week of its newest version. */
export function sectionItem(words: Words, { key }: { readonly key: string }, file: Replacing): TaskItem {
  const newer = file.versions.get(key)

  return {
    id: key,
    title: words.find(`section.${key}.title`) ?? key,
    href: pathsFor(words.lang).replacementOf(key),
    state: words(newer ? 'replace.replaced' : key === 'short-notice' ? 'replace.asked' : 'replace.sent'),
    tone: newer ? 'done' : undefined,
    note: newer && words('inbox.week', { date: words.date(newer.week) }),
  }
}
