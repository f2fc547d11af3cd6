/**
 * What self check-in says to its visitors, in each language it has. Swedish and English are the app's own words; the
 * others are unreviewed until somebody who speaks the language has read them, and the trainer is told so (KIOSK-4).
 */
import { kioskEn } from './kiosk-en.ts';
import { kioskSv } from './kiosk-sv.ts';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type VisitorWords = Widened<typeof kioskSv.visitor>;

export type VisitorLanguage = 'sv' | 'en' | 'ar' | 'so' | 'fi' | 'es' | 'fa';

export type Greeting = {
  /** The language's own name for itself. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  readonly isReviewed: boolean;
  /** In which of the app's two languages the rest of the screen is. */
  readonly rest: Language;
  /** Between hours and minutes. */
  readonly timeMark: '.' | ':';
  readonly words: VisitorWords;
};

export const greetings: Readonly<Record<VisitorLanguage, Greeting>> = {
  sv: { name: 'Svenska', dir: 'ltr', isReviewed: true, rest: 'sv', timeMark: '.', words: kioskSv.visitor },
  en: { name: 'English', dir: 'ltr', isReviewed: true, rest: 'en', timeMark: '.', words: kioskEn.visitor },
  ar: {
    name: 'العربية',
    dir: 'rtl',
    isReviewed: false,
    rest: 'sv',
    timeMark: ':',
    words: {
      welcome: 'أهلاً وسهلاً!',
      holdUp: 'يُرجى إظهار الرمز للكاميرا.',
      how: 'يُرجى وضع البطاقة أو الهاتف أمام الكاميرا، ثم انتظار اللون الأخضر.',
      cameraHere: 'الكاميرا هنا',
      welcomeTo: 'أهلاً وسهلاً،',
      checkedIn: 'تم تسجيل حضورك.',
      already: 'تم تسجيل حضورك من قبل.',
      alreadySince: ({ time }) => `وقت الحضور: ${time}. لا حاجة إلى أي شيء آخر.`,
      seeTrainer: 'يُرجى التوجه إلى المدرب',
      trainerHelps: 'الخطأ ليس منك، وسيهتم المدرب بالأمر.',
      noCode: 'ليس لدي رمز',
      tryAgain: 'إعادة المحاولة',
      nextPerson: 'يمكن للشخص التالي إظهار رمزه',
      readAloud: 'قراءة بصوت عالٍ',
      showsFor: ({ seconds }) => `يظهر لمدة ${seconds} ثوانٍ`,
    },
  },
  so: {
    name: 'Soomaali',
    dir: 'ltr',
    isReviewed: false,
    rest: 'sv',
    timeMark: ':',
    words: {
      welcome: 'Soo dhowow!',
      holdUp: 'Tus koodkaaga kaamirada.',
      how: 'Hor dhig kaarka ama taleefanka kaamirada. Sug midabka cagaaran.',
      cameraHere: 'Kaamiradu waa halkan',
      welcomeTo: 'Soo dhowow,',
      checkedIn: 'Waa lagu diiwaangeliyey.',
      already: 'Hore ayaa laguu diiwaangeliyey.',
      alreadySince: ({ time }) => `Waqtiga: ${time}. Wax kale looma baahna.`,
      seeTrainer: 'Fadlan u tag macallinka',
      trainerHelps: 'Adigu khalad ma samayn, macallinka ayaa xallin doona.',
      noCode: 'Kood ma haysto',
      tryAgain: 'Isku day mar kale',
      nextPerson: 'Qofka xiga koodkiisa ha tuso',
      readAloud: 'Cod ku akhri',
      showsFor: ({ seconds }) => `Waxay muuqataa ${seconds} ilbiriqsi`,
    },
  },
  fi: {
    name: 'Suomi',
    dir: 'ltr',
    isReviewed: false,
    rest: 'sv',
    timeMark: '.',
    words: {
      welcome: 'Tervetuloa!',
      holdUp: 'Näytä koodisi kameralle.',
      how: 'Pidä korttia tai puhelinta kameran edessä. Odota vihreää.',
      cameraHere: 'Kamera on tässä',
      welcomeTo: 'Tervetuloa,',
      checkedIn: 'Sinut on kirjattu paikalle.',
      already: 'Sinut on jo kirjattu paikalle.',
      alreadySince: ({ time }) => `Tulit klo ${time}. Muuta ei tarvita.`,
      seeTrainer: 'Mene kurssin vetäjän luo',
      trainerHelps: 'Et ole tehnyt mitään väärää, kurssin vetäjä hoitaa asian.',
      noCode: 'Minulla ei ole koodia',
      tryAgain: 'Yritä uudelleen',
      nextPerson: 'Seuraava voi näyttää koodinsa',
      readAloud: 'Lue ääneen',
      showsFor: ({ seconds }) => `Näkyy ${seconds} sekuntia`,
    },
  },
  es: {
    name: 'Español',
    dir: 'ltr',
    isReviewed: false,
    rest: 'sv',
    timeMark: ':',
    words: {
      welcome: '¡Te damos la bienvenida!',
      holdUp: 'Muestra tu código.',
      how: 'Pon la tarjeta o el teléfono delante de la cámara. Espera hasta ver el verde.',
      cameraHere: 'La cámara está aquí',
      welcomeTo: 'Te damos la bienvenida,',
      checkedIn: 'Tu asistencia está registrada.',
      already: 'Tu asistencia ya estaba registrada.',
      alreadySince: ({ time }) => `Hora de llegada: ${time}. No hace falta nada más.`,
      seeTrainer: 'Acude a quien dirige el curso',
      trainerHelps: 'No has hecho nada mal, esa persona lo resolverá.',
      noCode: 'No tengo código',
      tryAgain: 'Intentar de nuevo',
      nextPerson: 'La siguiente persona puede mostrar su código',
      readAloud: 'Leer en voz alta',
      showsFor: ({ seconds }) => `Visible durante ${seconds} segundos`,
    },
  },
  fa: {
    name: 'فارسی',
    dir: 'rtl',
    isReviewed: false,
    rest: 'sv',
    timeMark: ':',
    words: {
      welcome: 'خوش آمدید!',
      holdUp: 'کد خود را به دوربین نشان دهید.',
      how: 'کارت یا تلفن را جلوی دوربین بگیرید. منتظر رنگ سبز بمانید.',
      cameraHere: 'دوربین اینجاست',
      welcomeTo: 'خوش آمدید،',
      checkedIn: 'حضور شما ثبت شد.',
      already: 'حضور شما قبلاً ثبت شده است.',
      alreadySince: ({ time }) => `زمان ورود: ${time}. کار دیگری لازم نیست.`,
      seeTrainer: 'لطفاً نزد مربی بروید',
      trainerHelps: 'شما اشتباهی نکرده‌اید، مربی آن را حل می‌کند.',
      noCode: 'کد ندارم',
      tryAgain: 'دوباره امتحان کنید',
      nextPerson: 'نفر بعدی می‌تواند کد خود را نشان دهد',
      readAloud: 'با صدای بلند بخوان',
      showsFor: ({ seconds }) => `${seconds} ثانیه نمایش داده می‌شود`,
    },
  },
};

/** In the order the buttons stand: Swedish first. */
export const visitorLanguages: readonly VisitorLanguage[] = ['sv', 'en', 'ar', 'so', 'fi', 'es', 'fa'];

/** The languages a trainer must know that nobody has read through (KIOSK-4). */
export const unreviewedLanguages: readonly VisitorLanguage[] = visitorLanguages.filter(
  (language) => !greetings[language].isReviewed,
);
