import type { Suite } from '../runner/check.ts';
import { appProducts, appsOfOthers, formsAreOurs, markupStaysText } from './app-security.ts';
import { appAdded, appDeleted, appEdited, appLimit, ownCredentials, requestLink } from './apps.ts';
import { consentShowsLevel, productionAppFixed, productionData, reviewAndGrant } from './grant.ts';
import { loginLockOut, loginTellsNothing, openRedirect, sessionFixation } from './login.ts';
import { allMandatory, publicAddresses, sections, termsFirst } from './production.ts';
import { attestationNeeded, ratingLevels, submittedIsFrozen } from './rating.ts';
import {
  codeRefusals,
  registrationMail,
  registrationPassword,
  registrationTellsNothing,
} from './registration.ts';
import { catalog, downtimeBanner } from './site.ts';

export const portal: Suite = {
  name: 'portal',
  title: 'Developer portal: registration, applications, production access',
  // A deployment without a portal in its descriptor is judged by its APIs.
  core: [],
  checks: [
    registrationMail,
    registrationPassword,
    ...codeRefusals,
    registrationTellsNothing,
    loginTellsNothing,
    loginLockOut,
    sessionFixation,
    openRedirect,
    catalog,
    downtimeBanner,
    appAdded,
    ownCredentials,
    appEdited,
    appDeleted,
    appLimit,
    appProducts,
    appsOfOthers,
    formsAreOurs,
    markupStaysText,
    requestLink,
    termsFirst,
    sections,
    allMandatory,
    publicAddresses,
    ratingLevels,
    attestationNeeded,
    submittedIsFrozen,
    reviewAndGrant,
    productionAppFixed,
    consentShowsLevel,
    productionData,
  ],
};
