/** The same use-case the delegate's page has, for the operator's demonstration. */
export { SaveIdentity } from '../registration/save-identity.js'
