import { Refused } from '../shell/notice.js'

/** A file that exists for this person and does not open now. */
export const ClosedFile = ({ title, code }: { title: string; code: string }) => (
  <>
    <h1>{title}</h1>
    <Refused code={code} />
  </>
)
