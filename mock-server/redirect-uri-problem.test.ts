import { expect, test } from 'vitest';
import { redirectUriProblem } from './redirect-uri-problem.ts';

test.each<[string, boolean]>([
  ['https://app.example/cb', false],
  ['https://app.example/cb?app=1', false],
  ['http://127.0.0.1:3000/cb', false],
  ['com.example.app:/cb', true],
  ['com.example.app://cb', true],
])('%s can be registered', (uri, nativeApp) => {
  expect(redirectUriProblem(uri, nativeApp)).toBeUndefined();
});

test.each<[string, boolean, string]>([
  ['', false, 'is not an absolute URI'],
  ['callback', false, 'is not an absolute URI'],
  ['//app.example/cb', false, 'is not an absolute URI'],
  ['https://app.example/ü', false, 'is not an absolute URI'],
  ['https://app.example/c b', false, 'is not an absolute URI'],
  [`https://app.example/${'x'.repeat(2000)}`, false, 'is not an absolute URI'],
  ['https://app.example/cb#', false, 'has a fragment'],
  ['https://*.example/cb', false, 'has a wildcard'],
  ['https://user:secret@app.example/cb', false, 'holds a user name or password'],
  ['javascript:alert(1)', true, 'opens no app'],
  ['data:text/html,x', true, 'opens no app'],
  ['file:///etc/passwd', true, 'opens no app'],
  ['com.example.app:/cb', false, 'for native apps only'],
  ['myapp:/cb', true, 'a reversed domain name'],
])('%s can not: %s %s', (uri, nativeApp, problem) => {
  expect(redirectUriProblem(uri, nativeApp)).toContain(problem);
});
