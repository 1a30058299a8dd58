import { paths } from '../paths.js'
import type { DeskProps } from './desk-view.js'

/** Whether others know that there is a travel document, or that none is known of: how it stands, never which. */
export const DocumentLine = ({ words, file, document, token }: DeskProps) =>
  document && (
    <section>
      <h2>{words('staff.vetting.document')}</h2>
      <p>{words(`staff.vetting.document.${document}`)}</p>
      {document !== 'stands' && (
        <form method="post" action={paths.travelDocument(file.id)}>
          <input type="hidden" name="form_token" value={token} />
          <p class="hint">{words('staff.vetting.document_hint')}</p>
          <button class="second">{words('staff.vetting.document_pass')}</button>
        </form>
      )}
    </section>
  )
