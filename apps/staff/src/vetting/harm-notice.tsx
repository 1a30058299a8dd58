import type { HarmItem } from '#domain/vetting/harm.js'
import type { HarmJudged } from '#features/vetting/staff/desk/kept-mail.js'
import { Notice } from '#ui/blocks.js'
import type { Words } from '#words/index.js'

interface HarmNoticeProps {
  readonly words: Words
  readonly harm: HarmJudged
  /** What is done on this page; other items are no matter of it. */
  readonly items: readonly HarmItem[]
  /** Mails that are kept back; absent where it is not told. */
  readonly mails?: number
}

/** What was judged not safe for this person, or to be done with care, before somebody does it. */
export function HarmNotice({ words, harm, items, mails = 0 }: HarmNoticeProps) {
  const named = (list: readonly HarmItem[]) =>
    list
      .filter((item) => items.includes(item))
      .map((item) => words(`staff.vetting.item.${item}`))
      .join(', ')
  const [notSafe, withCare] = [named(harm.notSafe), named(harm.withCare)]
  if (notSafe === '' && withCare === '' && mails === 0) return null

  return (
    <Notice tone={notSafe === '' ? 'plain' : 'danger'}>
      {notSafe !== '' && <p>{words('staff.vetting.harm_not_safe', { items: notSafe })}</p>}
      {withCare !== '' && <p>{words('staff.vetting.harm_with_care', { items: withCare })}</p>}
      {mails > 0 && <p>{words('staff.vetting.harm_kept', { mails })}</p>}
    </Notice>
  )
}
