/** What is wrong with a configuration, or odd about it, in Swedish and English. A value is never repeated. */
import type { ConfigFault, ConfigRemark } from '../config.ts';
import { settingForms } from './settings.ts';

type Words = readonly [sv: string, en: string];

const faultWords = (fault: ConfigFault): Words => {
  switch (fault.kind) {
    case 'form': {
      const { sv, en } = settingForms[fault.name];
      return [
        `Inställningen ${fault.name} går inte att använda. Den ska vara ${sv}.`,
        `The setting ${fault.name} cannot be used. It must be ${en}.`,
      ];
    }
    case 'url':
      return [
        `Inställningen NARVARO_URL går inte att använda som den är skriven. Skriv ${fault.write}`,
        `The setting NARVARO_URL cannot be used as it is written. Write ${fault.write}`,
      ];
    case 'misspelled':
      return [
        `Inställningen ${fault.name} finns inte. Menade du ${fault.nearest}?`,
        `There is no setting ${fault.name}. Did you mean ${fault.nearest}?`,
      ];
    case 'half': {
      const { sv, en } = settingForms[fault.lacks];
      return [
        `Inställningen ${fault.name} behöver också ${fault.lacks}: ${sv}.`,
        `The setting ${fault.name} also needs ${fault.lacks}: ${en}.`,
      ];
    }
    case 'tls-without-https':
      return [
        'NARVARO_TLS_CERT är satt, men NARVARO_URL börjar inte med https://. Skriv adressen som folk använder, med https.',
        'NARVARO_TLS_CERT is set, but NARVARO_URL does not begin with https://. Write the address people use, with https.',
      ];
    case 'metrics-on-same-port':
      return [
        'NARVARO_METRICS_PORT är samma som PORT. Välj en annan port för mätvärden.',
        'NARVARO_METRICS_PORT is the same as PORT. Choose another port for metrics.',
      ];
    case 'metrics-open':
      return [
        'NARVARO_METRICS_HOST kan nås från andra datorer. Sätt också NARVARO_METRICS_TOKEN, eller använd 127.0.0.1.',
        'NARVARO_METRICS_HOST can be reached from other computers. Set NARVARO_METRICS_TOKEN too, or use 127.0.0.1.',
      ];
  }
};

const remarkWords = (remark: ConfigRemark): Words => {
  switch (remark.kind) {
    case 'unknown-name':
      return [
        `Obs: inställningen ${remark.name} finns inte och används inte. Närmast är ${remark.nearest}.`,
        `Note: there is no setting ${remark.name}, and it is not used. The nearest is ${remark.nearest}.`,
      ];
    case 'https-without-tls':
      return [
        'Obs: NARVARO_URL är https, men varken NARVARO_TLS_CERT eller NARVARO_TRUST_PROXY är satt. Bakom en proxy: sätt NARVARO_TRUST_PROXY=1, annars räknas alla som samma avsändare.',
        'Note: NARVARO_URL is https, but neither NARVARO_TLS_CERT nor NARVARO_TRUST_PROXY is set. Behind a proxy: set NARVARO_TRUST_PROXY=1, or everybody is counted as one sender.',
      ];
    case 'plain-http':
      return [
        'Obs: NARVARO_URL är http. Kameran och plattans egen lagring kräver https.',
        'Note: NARVARO_URL is http. The camera and the tablet’s own storage need https.',
      ];
    case 'proxy-not-alone':
      return [
        'Obs: NARVARO_TRUST_PROXY=1, men NARVARO_HOST kan nås utan proxyn. Den som går förbi den kan uppge vilken adress som helst. Använd 127.0.0.1 eller en brandvägg.',
        'Note: NARVARO_TRUST_PROXY=1, but NARVARO_HOST can be reached without the proxy. Whoever goes past it can claim any address. Use 127.0.0.1 or a firewall.',
      ];
    case 'mail-from-alone':
      return [
        'Obs: MAIL_FROM är satt, men inte SMTP_URL. Inga brev skickas med e-post.',
        'Note: MAIL_FROM is set, but not SMTP_URL. No letters are sent by e-mail.',
      ];
    case 'backups-in-data':
      return [
        'Obs: NARVARO_BACKUP_DIR ligger i datamappen. Det är samma dator och samma mapp: försvinner den, försvinner kopiorna. Välj en annan disk eller maskin.',
        'Note: NARVARO_BACKUP_DIR is in the data folder. It is the same computer and the same folder: if it is lost, so are the backups. Choose another disk or machine.',
      ];
    case 'database-plain':
      return [
        'Obs: DATABASE_URL går till en annan dator utan TLS. Lägg till sslmode=verify-full.',
        'Note: DATABASE_URL goes to another machine without TLS. Add sslmode=verify-full.',
      ];
  }
};

const listed = (pairs: readonly Words[]): readonly string[] => [
  ...pairs.map(([sv]) => sv),
  ...pairs.map(([, en]) => en),
];

/** Everything that must be mended before a start: first in Swedish, then in English. */
export const faultLines = (faults: readonly ConfigFault[]): readonly string[] => [
  ...listed(faults.map(faultWords)),
  'Alla inställningar: npm start -- --check-config',
  'All settings: npm start -- --check-config',
];

/** What is odd, and can be started with. */
export const remarkLines = (remarks: readonly ConfigRemark[]): readonly string[] =>
  listed(remarks.map(remarkWords));

/** Every setting, whether it is set, and what it must look like; never its value. */
export const settingLines = (isSet: (name: string) => boolean): readonly string[] =>
  Object.entries(settingForms).flatMap(([name, { sv, en }]) => [
    `  ${isSet(name) ? '●' : '○'} ${name}: ${sv}`,
    `    ${en}`,
  ]);
