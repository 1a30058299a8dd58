import type { ProxyTyped } from '#features/vetting/staff/call/read-typed-by.js'
import { Notice } from '#ui/blocks.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface SpokenNoticeProps {
  readonly words: Words
  readonly id: string
  readonly typed: ProxyTyped | null
  /** The viewer may call applicants. */
  readonly mayCall: boolean
}

/** A proxy typed this application, and whether somebody has spoken with the person themselves. */
export const SpokenNotice = ({ words, id, typed, mayCall }: SpokenNoticeProps) =>
  typed && (
    <Notice tone={typed === 'unspoken' ? 'danger' : 'plain'}>
      <p>
        {words(`staff.spoken_with.${typed}`)}{' '}
        {typed === 'unspoken' && mayCall && <a href={paths.callSheet(id)}>{words('staff.vetting.to_call')}</a>}
      </p>
    </Notice>
  )
