import { X509Certificate } from 'node:crypto';

/** Certificates of invented ends, for tests alone: their keys are as public as this file. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}
export const portalCertificate: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUYKm6JYKIkHFuztgMKmgJoplKCpEwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOcG9ydGFsLmludmFsaWQwIBcNMjYxMTIyMjEyMTA2WhgPMjEy
NjEwMjkyMTIxMDZaMBkxFzAVBgNVBAMMDnBvcnRhbC5pbnZhbGlkMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAE579Ibyo0W2fCE+tcMj/fgPhjOzJPA19RUo/ulL3l
/n/B1YTmju+ML8LTQt4RMZDezZaMvehDZfIvRpL3jPc8iqNTMFEwHQYDVR0OBBYE
FLSl/biiwiQWu+M5EiT7gGbYk0sIMB8GA1UdIwQYMBaAFLSl/biiwiQWu+M5EiT7
gGbYk0sIMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgLRzdtMCN
fD55uHT9yypgZ/n+r/MnZPx8YJ/n3tKem6ICIGtKkB+3n4fyb024+9tqWhAeaisk
nLAoIwOLrYwMsYfv
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0xA6Z0fyUYlybmCO
TpLKzN4FuJwM5CX07PTgvXywS/2hRANCAATnv0hvKjRbZ8IT61wyP9+A+GM7Mk8D
X1FSj+6UveX+f8HVhOaO74wvwtNC3hExkN7Nloy96ENl8i9GkveM9zyK
-----END PRIVATE KEY-----
`,
};
export const countyCertificate: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUPtz8/reAOA/ks62i4FzhiSAAR7owCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOY291bnR5LmludmFsaWQwIBcNMjYxMTIyMjEyMTA2WhgPMjEy
NjEwMjkyMTIxMDZaMBkxFzAVBgNVBAMMDmNvdW50eS5pbnZhbGlkMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEjDPE8mBJDm6mBoXxEnWpm8m6Nzo2MJmdnIAuhM1Q
rqsNWapQYZ1/1YoW4yP5vG0JWW7GYiYL9zxz++kLvc1blqNTMFEwHQYDVR0OBBYE
FBabnkiRqbB/O8Wbi0lBSk/rhrJ4MB8GA1UdIwQYMBaAFBabnkiRqbB/O8Wbi0lB
Sk/rhrJ4MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgVEMhQqvX
xxD1duza/DjYLo5k03zfJrgTI4Om8EItQisCIBQDHwr7ub6mXxiQ9GoxTdzPwpuP
yzffwDOIkeVoh4Xe
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgv4Lgg38ik3qOORS8
ixHgDM/oBxcxmdhZ4SKRPNRLT+yhRANCAASMM8TyYEkObqYGhfESdambybo3OjYw
mZ2cgC6EzVCuqw1ZqlBhnX/VihbjI/m8bQlZbsZiJgv3PHP76Qu9zVuW
-----END PRIVATE KEY-----
`,
};
export const leadCertificate: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUDUPZtVsKjX1gFJTz9q0IvRi/vbkwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMbGVhZC5pbnZhbGlkMCAXDTI2MTEyMjIxMjEwNloYDzIxMjYx
MDI5MjEyMTA2WjAXMRUwEwYDVQQDDAxsZWFkLmludmFsaWQwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQn3cHJ4AnSfm5sj5tMfJFn9GL1wUJVkWhd65WPHg37v7kQ
EAYCGnpybgc9rBKRdgVgJ+mH8Ho8OYb1s9FhH24Ro1MwUTAdBgNVHQ4EFgQUpD9h
+hkk7d9TgQ+Xdql5/qcfM1kwHwYDVR0jBBgwFoAUpD9h+hkk7d9TgQ+Xdql5/qcf
M1kwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiB7t2EWeG/ky4La
kBfa+TL//vORdGDGxGQdgGNopoO8OwIhALN3rc/XAXK2MXSdV5heiHS3L/xKBv0r
6ByZRxBmP6aT
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJEz17NZAv3yVkI6H
lIkz+Y5GEqrWiF+5KYgA4Ifi+N+hRANCAAQn3cHJ4AnSfm5sj5tMfJFn9GL1wUJV
kWhd65WPHg37v7kQEAYCGnpybgc9rBKRdgVgJ+mH8Ho8OYb1s9FhH24R
-----END PRIVATE KEY-----
`,
};

export const fingerprintOf = ({ cert }: TestCertificate): string =>
  new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
