export { agree, askApproval, setDigest, takeApproval } from './staff/approvals.js'
