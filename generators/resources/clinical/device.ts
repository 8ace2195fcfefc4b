import type { Device } from 'fhir/r4.js';
import { HEART_VALVE, PACEMAKER } from '../../codes/clinical.ts';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';

/** A trade item number of the range that GS1 keeps for examples. */
const GTIN = '09504000059118';
const IMPLANT_LIFE = 10 * 365;

type Implant = Pick<Device, 'type'> & {
  /** Devices of human tissue have a number of the donation instead of a serial number (21 CFR 1271.290(c)). */
  readonly ofTissue: boolean;
};

/** US Core 6.1.0 implantable Device: a pacemaker. @param made day of manufacture, days since 1970-01-01 */
export function pacemaker(context: ClinicalContext, made: number): Device {
  return implant(context, made, { type: concept(system.snomed, ...PACEMAKER), ofTissue: false });
}

/** US Core 6.1.0 implantable Device: a heart valve of human tissue. */
export function heartValve(context: ClinicalContext, made: number): Device {
  const type = concept(system.snomed, ...HEART_VALVE, 'Aortic valve allograft');
  return implant(context, made, { type, ofTissue: true });
}

/** An implant with its Unique Device Identifier in the GS1 form. */
function implant(context: ClinicalContext, made: number, { type, ofTissue }: Implant): Device {
  const lot = `L${context.random.int(1000, 9999)}`;
  const serial = `S${context.random.int(1_000_000, 9_999_999)}`;
  const compact = (day: number): string => isoDate(day).slice(2).replaceAll('-', '');
  const expires = made + IMPLANT_LIFE;
  return {
    resourceType: 'Device',
    id: context.nextId('Device'),
    meta: claims('us-core-implantable-device'),
    udiCarrier: [
      {
        deviceIdentifier: GTIN,
        issuer: 'http://hl7.org/fhir/NamingSystem/gs1-di',
        carrierHRF: `(01)${GTIN}(11)${compact(made)}(17)${compact(expires)}(10)${lot}(21)${serial}`,
      },
    ],
    status: 'active',
    ...(ofTissue ? { distinctIdentifier: `D${serial.slice(1)}` } : {}),
    manufactureDate: isoDate(made),
    expirationDate: isoDate(expires),
    lotNumber: lot,
    serialNumber: serial,
    type,
    patient: subjectOf(context),
  };
}
