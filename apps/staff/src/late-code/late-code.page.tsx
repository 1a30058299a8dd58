import { groupedCode } from '#domain/application/access-code.js'
import { type LateCodeCounts, lateCodesAtOnce } from '#features/edition/staff/late-codes.js'
import { Notice } from '#ui/blocks.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface LateCodeProps {
  readonly words: Words
  readonly counts: LateCodeCounts
  /** Just made, and not yet taken. */
  readonly codes: readonly string[]
  readonly token: string
}

export const LateCodeText = ({ words, counts, codes, token }: LateCodeProps) => (
  <>
    <h1>{words('staff.late.title')}</h1>
    <p class="lead">{words('staff.late.lead')}</p>
    <p>{words('staff.late.counts', { made: counts.made, used: counts.used })}</p>
    {codes.length > 0 && (
      <Notice>
        <p>{words('staff.late.shown')}</p>
        <ul>
          {codes.map((code) => (
            <li key={code}>
              <strong dir="ltr">{groupedCode(code).join('-')}</strong>
            </li>
          ))}
        </ul>
        <PageForm action={paths.lateCodesKept} token={token} id="kept">
          <div class="buttons">
            <button class="main">{words('staff.late.kept')}</button>
          </div>
        </PageForm>
      </Notice>
    )}
    <PageForm action={paths.lateCodes} token={token} id="make">
      <TextField
        name="count"
        label={words('staff.late.count', { max: lateCodesAtOnce })}
        value="1"
        width="w1"
        numeric
        ltr
      />
      <div class="buttons">
        <button class="second">{words('staff.late.make')}</button>
      </div>
    </PageForm>
  </>
)
