import type { Route } from '../../context.ts';
import { checkForm } from '../developer/guards.ts';
import { logOut } from '../developer/login.ts';
import { createPages, type PageStep } from '../developer/page-context.ts';
import { recognize } from '../developer/sessions.ts';
import type { Move } from '../production/states.ts';
import {
  askDeveloper,
  checkMove,
  grantAccess,
  refuseAccess,
  revokeAccess,
  scheduleReview,
} from './decide.ts';
import { findRequest, showRequest } from './desk.ts';
import { checkStaffLogin, requireStaff, showStaffLogin } from './login.ts';
import { showQueue } from './queue.ts';

const page = createPages({ role: 'staff', first: recognize });
const decision = (move: Move, step: PageStep) =>
  page(
    'POST',
    `/staff/requests/:request/${move}`,
    requireStaff,
    checkForm,
    findRequest,
    checkMove(move),
    step,
  );

/** The reviewer desk (PROD-8). */
export const staffRoutes: readonly Route[] = [
  page('GET', '/staff/login', showStaffLogin),
  page('POST', '/staff/login', checkForm, checkStaffLogin),
  page('POST', '/staff/logout', checkForm, logOut),
  page('GET', '/staff', requireStaff, showQueue),
  page('GET', '/staff/requests/:request', requireStaff, findRequest, showRequest),
  decision('ask', askDeveloper),
  decision('schedule', scheduleReview),
  decision('grant', grantAccess),
  decision('refuse', refuseAccess),
  decision('revoke', revokeAccess),
];
