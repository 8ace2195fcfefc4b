import { createValidator } from '../../profiles/engine/validator.ts';
import { tableSource } from '../../profiles/sources.ts';
import { patient } from './patient.ts';

createValidator(tableSource()).validate(patient);
console.log(JSON.stringify([performance.now(), process.memoryUsage.rss()]));
