import { products } from '../../portal/developer/products.ts';
import { directoryBase, type FhirBase, patientAccessBase, type ServedType } from '../bases.ts';

/** One OpenAPI document: a whole API, or one product of it. */
export interface DocumentRow {
  /** Served as `/openapi/NAME.json`. */
  readonly name: string;
  readonly kind: 'api' | 'product';
  readonly title: string;
  readonly about: string;
  readonly base: FhirBase;
  /** Resource types of the base that it describes. */
  readonly types: readonly ServedType[];
}

const api = (name: string, base: FhirBase, about: string): DocumentRow => ({
  name,
  kind: 'api',
  title: base.title,
  about,
  base,
  types: [...base.types.values()],
});

const apis: readonly DocumentRow[] = [
  api('provider-directory', directoryBase, 'The network of contracted providers (Plan-Net).'),
  api('patient-access', patientAccessBase, 'The data of a member who consents (US Core, CARIN Blue Button).'),
];

export const documents: readonly DocumentRow[] = [
  ...apis,
  ...products.flatMap(({ id, name, about, api: title, types }) =>
    apis
      .filter((row) => row.title === title)
      .map(
        ({ base }): DocumentRow => ({
          name: id,
          kind: 'product',
          title: name,
          about: `${about}.`,
          base,
          types: types.flatMap((type) => base.types.get(type) ?? []),
        }),
      ),
  ),
];
