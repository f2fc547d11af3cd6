/** What somebody is told who starts the server with settings that are wrong, misspelled or contradict each other. */
import { describe, expect, test } from 'vitest';
import { readConfig, type ConfigFault, type ConfigRemark } from '../../../src/server/config.ts';
import { faultLines, remarkLines, settingLines } from '../../../src/server/operation/config-words.ts';

type Environment = Readonly<Record<string, string>>;

const faultsIn = (environment: Environment): readonly ConfigFault[] => {
  const config = readConfig(environment, []);
  if (config.ok || config.error.kind !== 'settings') throw new Error('it was taken');
  return config.error.faults;
};

const remarksOn = (environment: Environment): readonly ConfigRemark[] => {
  const config = readConfig(environment, []);
  if (!config.ok) throw new Error(`it was refused: ${JSON.stringify(config.error)}`);
  return config.value.remarks;
};

const tls = { NARVARO_TLS_CERT: '/c.pem', NARVARO_TLS_KEY: '/k.pem', NARVARO_URL: 'https://narvaro.example' };
const token = 'a-token-of-enough-letters';

describe('settings', () => {
  test.each<readonly [string, string]>([
    ['PORT', 'åtta'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['NARVARO_URL', 'narvaro.example'],
    ['NARVARO_URL', 'https://:'],
    ['NARVARO_URL', 'https://[::'],
    ['NARVARO_URL', 'ftp://narvaro.example'],
    ['NARVARO_TRUST_PROXY', 'yes'],
    ['NARVARO_METRICS_PORT', 'x'],
    ['NARVARO_METRICS_TOKEN', 'short'],
    ['NARVARO_LOG', 'loud'],
    ['NARVARO_STOP_SECONDS', '0'],
    ['NARVARO_DISK_FLOOR_MB', 'much'],
    ['NARVARO_BACKUP_MAX_HOURS', '-1'],
    ['SMTP_URL', 'mail.example'],
    ['MAIL_FROM', 'nobody'],
    ['DATABASE_URL', 'mysql://x'],
  ])(
    '[OPS-4] somebody whose %s is “%s” is told what it must look like, in both languages, and the value is not repeated',
    (name, value) => {
      const faults = faultsIn({ [name]: value });
      expect(faults).toContainEqual({ kind: 'form', name });
      const words = faultLines(faults).join('\n');
      expect(words).toContain(`Inställningen ${name} går inte att använda. Den ska vara `);
      expect(words).toContain(`The setting ${name} cannot be used. It must be `);
      if (value.length > 1) expect(words).not.toContain(`“${value}”`);
    },
  );

  test.each([
    ['https://narvaro.example/', 'https://narvaro.example'],
    ['https://Narvaro.Example', 'https://narvaro.example'],
    ['https://närvaro.example', 'https://xn--nrvaro-bua.example'],
    ['https://narvaro.example:443', 'https://narvaro.example'],
    ['https://narvaro.example?x', 'https://narvaro.example'],
    ['https://narvaro.example#x', 'https://narvaro.example'],
    ['https://user:pw@narvaro.example:8443', 'https://narvaro.example:8443'],
  ])(
    '[OPS-4] somebody whose address is %s, which no passkey would match, is told to write %s',
    (url, write) => {
      expect(faultsIn({ NARVARO_URL: url })).toEqual([{ kind: 'url', write }]);
      const [sv, en] = faultLines([{ kind: 'url', write }]);
      expect(sv).toMatch(new RegExp(`Skriv ${write}$`));
      expect(en).toMatch(new RegExp(`Write ${write}$`));
      expect(remarksOn({ NARVARO_URL: write, NARVARO_TRUST_PROXY: '1' })).toEqual([]);
    },
  );

  test('[OPS-4] somebody with several faults is told them all at once', () => {
    const faults = faultsIn({ PORT: 'x', NARVARO_LOG: 'y', NARVARO_DATADIR: '/data' });
    expect(faults.map((fault) => ('name' in fault ? fault.name : fault.kind))).toEqual([
      'PORT',
      'NARVARO_LOG',
      'NARVARO_DATADIR',
    ]);
  });

  test.each([
    ['NARVARO_DATADIR', 'NARVARO_DATA_DIR'],
    ['NARVARO_ORL', 'NARVARO_URL'],
    ['narvaro_url', 'NARVARO_URL'],
    ['NARVARO_TRUSTPROXY', 'NARVARO_TRUST_PROXY'],
    ['NARVARO_TLS_CERTS', 'NARVARO_TLS_CERT'],
    ['NARVARO_METRIC_TOKEN', 'NARVARO_METRICS_TOKEN'],
  ])(
    '[OPS-4] somebody who writes %s is asked whether %s was meant, and nothing is started on a default',
    (name, nearest) => {
      expect(faultsIn({ [name]: '1' })).toEqual([{ kind: 'misspelled', name, nearest }]);
      expect(faultLines([{ kind: 'misspelled', name, nearest: 'NARVARO_URL' }]).join('\n')).toContain(name);
    },
  );

  test('[OPS-4] somebody whose setting is like none of ours is told, and can start', () => {
    const [remark] = remarksOn({ NARVARO_FAVOURITE_COLOUR: 'green' });
    expect(remark).toMatchObject({ kind: 'unknown-name', name: 'NARVARO_FAVOURITE_COLOUR' });
    expect(remarkLines(remark === undefined ? [] : [remark]).join('\n')).toContain('används inte');
  });

  test.each<readonly [string, Environment, ConfigFault]>([
    [
      'a certificate without a key',
      { NARVARO_TLS_CERT: '/c', NARVARO_URL: tls.NARVARO_URL },
      { kind: 'half', name: 'NARVARO_TLS_CERT', lacks: 'NARVARO_TLS_KEY' },
    ],
    [
      'a key without a certificate',
      { NARVARO_TLS_KEY: '/k' },
      { kind: 'half', name: 'NARVARO_TLS_KEY', lacks: 'NARVARO_TLS_CERT' },
    ],
    [
      'a mail server without a sender',
      { SMTP_URL: 'smtp://localhost:25' },
      { kind: 'half', name: 'SMTP_URL', lacks: 'MAIL_FROM' },
    ],
    [
      'a certificate for an address without https',
      { ...tls, NARVARO_URL: 'http://x' },
      { kind: 'tls-without-https' },
    ],
    [
      'figures on the port of the app',
      { PORT: '9000', NARVARO_METRICS_PORT: '9000' },
      { kind: 'metrics-on-same-port' },
    ],
    [
      'figures for everybody on the network',
      { NARVARO_METRICS_PORT: '9000', NARVARO_METRICS_HOST: '0.0.0.0' },
      { kind: 'metrics-open' },
    ],
  ])(
    '[OPS-4] somebody who sets %s is told that it cannot be, and nothing is started',
    (_, environment, fault) => {
      expect(faultsIn(environment)).toEqual([fault]);
      expect(faultLines([fault]).length).toBe(4);
    },
  );

  test.each<readonly [string, Environment, readonly ConfigRemark['kind'][]]>([
    [
      'an https address with neither TLS nor proxy',
      { NARVARO_URL: 'https://x.example' },
      ['https-without-tls'],
    ],
    ['an http address that others reach', { NARVARO_URL: 'http://x.example' }, ['plain-http']],
    [
      'a proxy that can be gone past',
      { NARVARO_URL: 'https://x.example', NARVARO_TRUST_PROXY: '1', NARVARO_HOST: '0.0.0.0' },
      ['proxy-not-alone'],
    ],
    ['a sender without a mail server', { MAIL_FROM: 'a@example.se' }, ['mail-from-alone']],
    ['a database elsewhere without TLS', { DATABASE_URL: 'postgres://u:p@db.example/n' }, ['database-plain']],
    [
      'a database elsewhere with TLS',
      { DATABASE_URL: 'postgres://u@db.example:5432/n?sslmode=verify-full' },
      [],
    ],
    ['a database beside it', { DATABASE_URL: 'postgres://u@localhost/n' }, []],
    ['a database by its socket', { DATABASE_URL: 'postgres://u@/n?host=%2Frun%2Fpostgresql' }, []],
    ['a proxy that stands in front', { NARVARO_URL: 'https://x.example', NARVARO_TRUST_PROXY: '1' }, []],
    ['TLS of its own', tls, []],
    ['nothing', {}, []],
    [
      'figures with a token on the network',
      { NARVARO_METRICS_PORT: '9000', NARVARO_METRICS_HOST: '0.0.0.0', NARVARO_METRICS_TOKEN: token },
      [],
    ],
  ])('[OPS-4] somebody who starts with %s is told what is odd, and no more', (_, environment, kinds) => {
    const remarks = remarksOn(environment);
    expect(remarks.map(({ kind }) => kind)).toEqual(kinds);
    expect(remarkLines(remarks).length).toBe(2 * kinds.length);
  });

  test('[OPS-4] somebody who asks for the settings sees every one, which are set, and no value', () => {
    const environment: Environment = { PORT: '9000', NARVARO_METRICS_TOKEN: token };
    const words = settingLines((name) => name in environment).join('\n');
    expect(words).toContain('● PORT');
    expect(words).toContain('● NARVARO_METRICS_TOKEN');
    expect(words).toContain('○ DATABASE_URL');
    expect(words).not.toContain(token);
    expect(readConfig(environment, ['--check-config'])).toMatchObject({
      ok: true,
      value: { task: 'check-config' },
    });
  });
});
