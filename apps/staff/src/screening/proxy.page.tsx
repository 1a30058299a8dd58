import type { ProxyFiles } from '#features/application/staff/screening/find-proxies.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface ProxyProps {
  readonly words: Words
  readonly found: ProxyFiles
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** Files typed by somebody who typed for many; who that is stays sealed. */
export const ProxyText = ({ words, found: { files, limit }, token, notice, done }: ProxyProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.screening.proxies')}</h1>
    <p class="lead">{words('staff.screening.proxies_lead', { limit })}</p>
    <PageForm action={paths.proxies} token={token}>
      <div class="buttons">
        <button class="main">{words('staff.screening.proxies_look')}</button>
      </div>
    </PageForm>
    <PageForm action={paths.proxyLimit} token={token} id="limit">
      <TextField name="limit" label={words('staff.screening.proxies_limit')} value={`${limit}`} width="w1" numeric />
      <div class="buttons">
        <button class="second">{words('staff.screening.proxies_limit_save')}</button>
      </div>
    </PageForm>
    <Table
      caption={words('staff.screening.proxies_caption')}
      empty={words('staff.screening.proxies_none')}
      rows={files}
      keyOf={({ id }) => id}
      columns={columns(words)}
    />
  </>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: SeenFile) => <a href={paths.application(id)}>{caseNumber}</a>,
  },
  { name: words('staff.list.state'), cell: ({ state }: SeenFile) => stateLabel(state) },
]
