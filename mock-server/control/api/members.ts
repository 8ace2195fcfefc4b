import { operation } from '../operation.ts';
import { ControlError } from '../problem.ts';

export const memberOperations = [
  operation({
    id: 'listMembers',
    method: 'GET',
    path: '/members',
    tag: 'members',
    summary: 'The personas: documented members to sign in as',
    answer: { status: 200, description: 'User names, passwords, patient ids, what is special' },
    run: ({ control }) => ({
      memberCount: control.population.memberCount,
      personas: control.population.personas(),
    }),
  }),
  operation({
    id: 'getMember',
    method: 'GET',
    path: '/members/{user_name}',
    tag: 'members',
    summary: 'Any member by user name, with what is there of them at present',
    answer: { status: 200, description: 'Credentials, patient id and resources by type' },
    run: ({ control, params: { user_name: userName = '' } }) => {
      const member = control.population.findMember(userName);
      if (!member) throw new ControlError(404, `there is no member "${userName}"`);
      const counts: Record<string, number> = {};
      for (const { resourceType } of control.population.compartment(member.patientId, control.clock.now())) {
        counts[resourceType] = (counts[resourceType] ?? 0) + 1;
      }
      return { ...member, resources: counts };
    },
  }),
];
