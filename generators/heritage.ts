import type { PersonName } from './names.ts';
import type { Random } from './random.ts';

/** A name as it is filed, and as its bearer writes it where that is another script. */
type Written = readonly [latin: string, script?: string];

/** Where a member's family names, and often their language, come from. */
export interface Heritage {
  /** BCP 47. */
  readonly language: readonly [code: string, display: string];
  /** Share of these members who prefer that language to English. */
  readonly speaking: number;
  /** OMB race category, where the plan has one on file for them. */
  readonly race?: readonly [code: string, display: string];
  readonly hispanic?: true;
  readonly female: readonly Written[];
  readonly male: readonly Written[];
  readonly family: readonly Written[];
}

const ASIAN = ['2028-9', 'Asian'] as const;
const WHITE = ['2106-3', 'White'] as const;
const names = (list: string): Written[] => list.split(' ').map((name) => [name]);

const SPANISH: Heritage = {
  language: ['es', 'Spanish'],
  speaking: 0.6,
  hispanic: true,
  female: names('María Guadalupe Ximena Inés Noemí Rocío Lucía Concepción Belén Itzel'),
  male: names('José Jesús Andrés Raúl Óscar Tomás Ramón Iván Martín Joaquín'),
  family: names('Núñez García Peña Muñoz Ibáñez Ávila Hernández Zúñiga Ocampo Castañeda'),
};
const VIETNAMESE: Heritage = {
  language: ['vi', 'Vietnamese'],
  speaking: 0.7,
  race: ASIAN,
  female: names('Thảo Linh Hương Ngọc Phượng Tuyết Quỳnh Hạnh'),
  male: names('Minh Đức Hùng Tuấn Quốc Dũng Phúc Thắng'),
  family: names('Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi'),
};
const CHINESE: Heritage = {
  language: ['zh', 'Chinese'],
  speaking: 0.6,
  race: ASIAN,
  female: [
    ['Meiling', '美玲'],
    ['Xiuying', '秀英'],
    ['Yuhan', '雨涵'],
    ['Lihua', '丽华'],
  ],
  male: [
    ['Wei', '伟'],
    ['Jianguo', '建国'],
    ['Zhiming', '志明'],
    ['Haoran', '浩然'],
  ],
  family: [
    ['Wang', '王'],
    ['Chen', '陈'],
    ['Huang', '黄'],
    ['Zhao', '赵'],
    ['Ouyang', '欧阳'],
  ],
};
const FILIPINO: Heritage = {
  language: ['tl', 'Tagalog'],
  speaking: 0.4,
  race: ASIAN,
  female: names('Luzviminda Rosario Imelda Corazon Liwayway Marisol'),
  male: names('Rodrigo Bayani Dakila Ernesto Crisanto Jomar'),
  family: names('Santos Reyes Bautista Dimaculangan Panganiban Villanueva'),
};
const INDIAN: Heritage = {
  language: ['hi', 'Hindi'],
  speaking: 0.3,
  race: ASIAN,
  female: [
    ['Priya', 'प्रिया'],
    ['Anjali', 'अंजलि'],
    ['Sunita', 'सुनीता'],
  ],
  male: [
    ['Arjun', 'अर्जुन'],
    ['Rajesh', 'राजेश'],
    ['Vikram', 'विक्रम'],
  ],
  family: [
    ['Patel', 'पटेल'],
    ['Sharma', 'शर्मा'],
    ['Gupta', 'गुप्ता'],
  ],
};
const KOREAN: Heritage = {
  language: ['ko', 'Korean'],
  speaking: 0.5,
  race: ASIAN,
  female: [
    ['Soojin', '수진'],
    ['Eunhee', '은희'],
    ['Jiwoo', '지우'],
  ],
  male: [
    ['Minho', '민호'],
    ['Sungwoo', '성우'],
    ['Youngsoo', '영수'],
  ],
  family: [
    ['Kim', '김'],
    ['Park', '박'],
    ['Choi', '최'],
  ],
};
const RUSSIAN: Heritage = {
  language: ['ru', 'Russian'],
  speaking: 0.6,
  race: WHITE,
  female: [
    ['Olga', 'Ольга'],
    ['Natalia', 'Наталья'],
    ['Svetlana', 'Светлана'],
  ],
  male: [
    ['Dmitri', 'Дмитрий'],
    ['Sergei', 'Сергей'],
    ['Alexei', 'Алексей'],
  ],
  family: [
    ['Petrenko', 'Петренко'],
    ['Tkachenko', 'Ткаченко'],
    ['Shevchuk', 'Шевчук'],
  ],
};
const PERSIAN: Heritage = {
  language: ['fa', 'Persian'],
  speaking: 0.6,
  race: WHITE,
  female: [
    ['Shirin', 'شیرین'],
    ['Parisa', 'پریسا'],
    ['Maryam', 'مریم'],
  ],
  male: [
    ['Dariush', 'داریوش'],
    ['Kaveh', 'کاوه'],
    ['Reza', 'رضا'],
  ],
  family: [
    ['Rostami', 'رستمی'],
    ['Karimi', 'کریمی'],
    ['Jafari', 'جعفری'],
  ],
};

/** Weighted as Santa Clara County's languages are, roughly; `undefined` stands for everyone else. */
const HERITAGES: readonly (readonly [Heritage | undefined, number])[] = [
  [undefined, 48],
  [SPANISH, 22],
  [VIETNAMESE, 10],
  [CHINESE, 8],
  [FILIPINO, 4],
  [INDIAN, 4],
  [KOREAN, 1],
  [RUSSIAN, 2],
  [PERSIAN, 1],
];
/** Of those whose names have another script, how many have it on file. */
const SCRIPT_ON_FILE = 0.4;

export function drawHeritage(random: Random): Heritage | undefined {
  return random.weighted(HERITAGES);
}

/** A name of the heritage, with the script it is written in when that is on file. */
export function drawHeritageName(
  random: Random,
  { female, male, family }: Heritage,
  sex: 'female' | 'male',
): PersonName {
  const [given, givenScript] = random.pick(sex === 'female' ? female : male);
  const [last, lastScript] = random.pick(family);
  const isOnFile = random.chance(SCRIPT_ON_FILE);
  return {
    given,
    middle: '',
    family: last,
    ...(givenScript && lastScript && isOnFile ? { script: { given: givenScript, family: lastScript } } : {}),
  };
}
