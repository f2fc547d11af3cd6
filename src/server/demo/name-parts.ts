/**
 * The words the demo's names are made of. First names are ordinary ones from the many backgrounds of Stockholm;
 * family names are put together from nature words, so that nobody's real name appears.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const womensNames = words(`
  Amina Birgitta Elif Hanna Nour Siri Agneta Aisha Alva Amira Ana Anastasia Anneli Annika Asta Astrid Ayan Aylin
  Azadeh Barbro Beatriz Bilan Camila Carina Cecilia Chiara Daniela Daria Delal Dilan Edna Eleni Elin Elsa Emelie
  Eva Fadumo Farah Fatima Fatou Frida Gabriela Gudrun Gunilla Hamdi Helena Hiba Hodan Ida Ikram Inga Ingrid Irina
  Jamila Jasmin Jelena Johanna Josefin Kajsa Karin Katarzyna Khadija Kim Kristina Layla Leila Lena Linh Linnea
  Lovisa Lucia Lwam Maja Malin Margareta Maria Mariam Marjan Märta Mehwish Mei Mina Mirjam Mona Monika Nadia Naima
  Natalia Nazanin Ngozi Nina Olga Parisa Pernilla Pia Pirjo Priya Rahel Rana Riitta Roza Ruth Saga Salma Samira Sara
  Selam Shirin Signe Sofia Soraya Sumaya Susanne Svetlana Taina Tamara Tanja Teresa Thi Tove Tuula Ulla Ursula
  Valentina Vera Vilma Yasmin Yodit Zahra Zeynep Zuzanna Åsa
`);

export const mensNames = words(`
  Anders Daniel Filip Goran Ibrahim Olof Wiktor Abdi Adam Ahmed Alexander Ali Amir Andreas Arash Aron Axel Bashir
  Bengt Bilal Carlos Christian Dawit Dejan Diego Elias Emil Erik Farid Fredrik Gustav Hamza Hassan Henrik Hugo Ivan
  Jakob Jamal Javier Jesper Johan Jonas Josef Juhani Kaveh Khalid Kristoffer Lars Leo Liam Luis Magnus Mahad Marek
  Mattias Mehmet Mikael Mohamed Mustafa Navid Nils Noah Omar Oskar Patrik Pedro Peter Piotr Rafael Ravi Reza Robel
  Roger Samir Samuel Sebastian Simon Stefan Sven Tariq Thomas Tomasz Viktor Ville Yonas Yusuf Zoran Åke Örjan
`);

export const familyStarts = words(`
  Björk Havs Lav Sten Klipp Sjö Gran Moln Sol Vind Ek Ljung Skogs Dal Ängs Sand Bäck Fjäll Is Snö Regn Dagg Sky
  Hägg Rönn Alm Ask Lind Moss Gräs Vass Näver Löv Barr Fur Tall Hassel Vide Säv Strand Måne Stjärn Vinter Vår Höst
  Sommar Morgon Natt Källs Fors
`);

export const familyEnds = words(`
  ljus glim moln dagg vind himmel måne sken frost glans skimmer dis våg brus fjäder gryning glänta ton sus skugga
  tind drift glitter susning töcken viskning klang gnista
`);

/** The trainers: external, fourteen of them. */
export const trainerNames: readonly string[] = [
  'Ari Vindskimmer',
  'Wiktor Stendagg',
  'Sahra Granglimt',
  'Pontus Lövsken',
  'Mira Sjögnista',
  'Kristian Molnfjäder',
  'Leyla Rönnljus',
  'Ulrika Fjällton',
  'Tesfay Havsbrus',
  'Ylva Dalgryning',
  'Marcus Skydrift',
  'Ewa Sandklang',
  'Farhad Björksus',
  'Annette Ljungglöd',
];
