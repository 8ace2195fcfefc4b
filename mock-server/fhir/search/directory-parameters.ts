import type {
  Endpoint,
  HealthcareService,
  InsurancePlan,
  Location,
  Organization,
  OrganizationAffiliation,
  Practitioner,
  PractitionerRole,
} from 'fhir/r4.js';
import type { ParametersOf } from './parameters.ts';
import {
  addressField,
  addressParts,
  code,
  codings,
  concepts,
  identifiers,
  nameParts,
  references,
  strings,
} from './values.ts';

export const practitionerParameters: ParametersOf<Practitioner> = {
  name: { kind: 'string', values: (practitioner) => nameParts(practitioner.name) },
  family: { kind: 'string', values: ({ name }) => strings(...(name ?? []).map(({ family }) => family)) },
  given: { kind: 'string', values: ({ name }) => strings(...(name ?? []).flatMap(({ given }) => given)) },
  identifier: { kind: 'token', values: (practitioner) => identifiers(practitioner.identifier) },
};

export const practitionerRoleParameters: ParametersOf<PractitionerRole> = {
  practitioner: { kind: 'reference', values: (role) => references(role.practitioner) },
  organization: { kind: 'reference', values: (role) => references(role.organization) },
  location: { kind: 'reference', values: (role) => references(role.location) },
  service: { kind: 'reference', values: (role) => references(role.healthcareService) },
  endpoint: { kind: 'reference', values: (role) => references(role.endpoint) },
  specialty: { kind: 'token', values: (role) => concepts(role.specialty) },
  role: { kind: 'token', values: (role) => concepts(role.code) },
  identifier: { kind: 'token', values: (role) => identifiers(role.identifier) },
};

export const organizationParameters: ParametersOf<Organization> = {
  name: { kind: 'string', values: ({ name, alias = [] }) => strings(name, ...alias) },
  type: { kind: 'token', values: (organization) => concepts(organization.type) },
  identifier: { kind: 'token', values: (organization) => identifiers(organization.identifier) },
  partof: { kind: 'reference', values: (organization) => references(organization.partOf) },
  endpoint: { kind: 'reference', values: (organization) => references(organization.endpoint) },
  address: { kind: 'string', values: ({ address }) => addressParts(address) },
  'address-city': { kind: 'string', values: ({ address }) => addressField(address, 'city') },
  'address-state': { kind: 'string', values: ({ address }) => addressField(address, 'state') },
  'address-postalcode': { kind: 'string', values: ({ address }) => addressField(address, 'postalCode') },
};

export const locationParameters: ParametersOf<Location> = {
  name: { kind: 'string', values: ({ name, alias = [] }) => strings(name, ...alias) },
  type: { kind: 'token', values: (location) => concepts(location.type) },
  identifier: { kind: 'token', values: (location) => identifiers(location.identifier) },
  organization: { kind: 'reference', values: (location) => references(location.managingOrganization) },
  partof: { kind: 'reference', values: (location) => references(location.partOf) },
  endpoint: { kind: 'reference', values: (location) => references(location.endpoint) },
  address: { kind: 'string', values: ({ address }) => addressParts(address) },
  'address-city': { kind: 'string', values: ({ address }) => addressField(address, 'city') },
  'address-state': { kind: 'string', values: ({ address }) => addressField(address, 'state') },
  'address-postalcode': { kind: 'string', values: ({ address }) => addressField(address, 'postalCode') },
};

export const healthcareServiceParameters: ParametersOf<HealthcareService> = {
  name: { kind: 'string', values: (service) => strings(service.name) },
  identifier: { kind: 'token', values: (service) => identifiers(service.identifier) },
  organization: { kind: 'reference', values: (service) => references(service.providedBy) },
  location: { kind: 'reference', values: (service) => references(service.location) },
  'coverage-area': { kind: 'reference', values: (service) => references(service.coverageArea) },
  endpoint: { kind: 'reference', values: (service) => references(service.endpoint) },
  'service-category': { kind: 'token', values: (service) => concepts(service.category) },
  'service-type': { kind: 'token', values: (service) => concepts(service.type) },
  specialty: { kind: 'token', values: (service) => concepts(service.specialty) },
};

export const insurancePlanParameters: ParametersOf<InsurancePlan> = {
  name: { kind: 'string', values: ({ name, alias = [] }) => strings(name, ...alias) },
  identifier: { kind: 'token', values: (plan) => identifiers(plan.identifier) },
  type: { kind: 'token', values: (plan) => concepts(plan.type) },
  // Plan-Net: InsurancePlan.plan.type
  'plan-type': { kind: 'token', values: ({ plan = [] }) => plan.flatMap(({ type }) => concepts(type)) },
  'administered-by': { kind: 'reference', values: (plan) => references(plan.administeredBy) },
  'owned-by': { kind: 'reference', values: (plan) => references(plan.ownedBy) },
  // Plan-Net: InsurancePlan.coverageArea
  'coverage-area': { kind: 'reference', values: (plan) => references(plan.coverageArea) },
};

export const organizationAffiliationParameters: ParametersOf<OrganizationAffiliation> = {
  'primary-organization': { kind: 'reference', values: ({ organization }) => references(organization) },
  'participating-organization': {
    kind: 'reference',
    values: ({ participatingOrganization }) => references(participatingOrganization),
  },
  network: { kind: 'reference', values: (affiliation) => references(affiliation.network) },
  location: { kind: 'reference', values: (affiliation) => references(affiliation.location) },
  service: { kind: 'reference', values: (affiliation) => references(affiliation.healthcareService) },
  endpoint: { kind: 'reference', values: (affiliation) => references(affiliation.endpoint) },
  role: { kind: 'token', values: (affiliation) => concepts(affiliation.code) },
  specialty: { kind: 'token', values: (affiliation) => concepts(affiliation.specialty) },
};

export const endpointParameters: ParametersOf<Endpoint> = {
  name: { kind: 'string', values: (endpoint) => strings(endpoint.name) },
  identifier: { kind: 'token', values: (endpoint) => identifiers(endpoint.identifier) },
  organization: { kind: 'reference', values: (endpoint) => references(endpoint.managingOrganization) },
  'connection-type': { kind: 'token', values: (endpoint) => codings(endpoint.connectionType) },
  status: {
    kind: 'token',
    values: (endpoint) => code(endpoint.status, 'http://hl7.org/fhir/endpoint-status'),
  },
};
