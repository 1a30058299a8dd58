import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** On the page of a file: how far its vetting has come, and the way to the desk. */
export const CheckPanel = ({ words, me, file, panels }: FileProps) =>
  mayUse(me.roles, 'check.record') && (file.state === 'vetting' || panels.checks.length > 0) ? (
    <section>
      <h2>{words('staff.check.title')}</h2>
      {panels.vouchers.map((voucher) => (
        <p key={voucher.id}>
          {words(`staff.check.voucher.${voucher.kind}`, { author: voucher.author, day: words.date(voucher.vouchedOn) })}
        </p>
      ))}
      <p>{words('staff.vetting.points', { count: panels.checks.length })}</p>
      <p>
        <a href={paths.vetting(file.id)}>{words('staff.vetting.to_desk')}</a>
      </p>
    </section>
  ) : null
