import { appNamed } from '../app-named.ts';
import type { Control } from '../control.ts';
import { UnknownDefect } from '../defect-switch.ts';
import { names, object, operation, text } from '../operation.ts';
import { ControlError } from '../problem.ts';

const inForce = ({ defects }: Control) => ({
  inForce: defects.forAll,
  byClient: Object.fromEntries(defects.byClient),
});

export const defectOperations = [
  operation({
    id: 'listDefects',
    method: 'GET',
    path: '/defects',
    tag: 'defects',
    summary: 'The defects that can be switched on, and those that are',
    answer: { status: 200, description: 'Names in force for everyone and by client, and the catalogue' },
    run: async ({ control }) => {
      const catalogue = await control.defects.catalogue();
      return {
        ...inForce(control),
        catalogue: [...catalogue.values()].map(({ name, summary, clause }) => ({ name, summary, clause })),
      };
    },
  }),
  operation<{ names: string[]; client_id?: string }>({
    id: 'setDefects',
    method: 'PUT',
    path: '/defects',
    tag: 'defects',
    summary:
      'Makes the sandbox do something wrong: for everyone, or for one client and all its codes, tokens and pages',
    body: object({ names, client_id: text }, ['names']),
    example: { names: ['code.replay-accepted'], client_id: 'member-app' },
    answer: { status: 200, description: 'What is in force now' },
    run: async ({ control, endpoint, body }) => {
      if (body.client_id !== undefined) await appNamed(body.client_id, endpoint);
      try {
        await control.defects.set(body.names, body.client_id);
      } catch (error) {
        if (error instanceof UnknownDefect)
          throw new ControlError(400, `${error.message}; GET /_sandbox/defects lists it`);
        throw error;
      }
      return inForce(control);
    },
  }),
  operation({
    id: 'clearDefects',
    method: 'DELETE',
    path: '/defects',
    tag: 'defects',
    summary: 'Switches all defects off',
    answer: { status: 200, description: 'What is in force now' },
    run: ({ control }) => {
      control.defects.clear();
      return inForce(control);
    },
  }),
];
