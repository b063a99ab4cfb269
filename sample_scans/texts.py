"""The words of the sample scans: what stands on each page, how it is set, and how its paper has aged.

All texts, persons and events are invented for this folder. Marks inside a text: ``¬`` a place where a line may be broken with a hyphen;
``|`` (Fraktur only) the seam of a compound, so that the s before it stays round. In Fraktur every other s inside a word becomes ſ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    align: str = "justify"
    """``justify`` (with an indented first line), ``left``, ``right`` or ``centre``."""
    scale: float = 1.0
    bold: bool = False
    face: str | None = None
    """Another face than the page's, such as a printed form filled in by typewriter."""
    gap: float = 0.4
    """Space after, in lines."""


@dataclass(frozen=True, slots=True)
class Field:
    """A printed label with an entry on a dotted line."""

    label: str
    entry: str
    gap: float = 0.25


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table."""

    widths: Sequence[float]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    scale: float = 0.95
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line across the type area."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Newspaper columns with a line between them."""

    columns: Sequence[Sequence[Text]]


Block = Text | Field | Table | Rule | Columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """A leaf side: what is printed on it and what time did to it."""

    blocks: Sequence[Block]
    face: str = "roman"
    entries: str | None = None
    """Face of what was filled in by hand or machine; the page's face if None."""
    size: float = 11.5
    """Type size in points."""
    paper: tuple[int, int] = (210, 297)
    """Millimetres."""
    margin: int = 20
    """Millimetres."""
    age: Mapping[str, float] = field(default_factory=dict)
    """Kinds of damage with their strength, see ``ageing.py``."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``metadata.csv`` without file name; ``frame`` 0 stands for the whole file."""

    frame: int
    reference: str
    title: str
    date: str
    type: str
    language: str
    place: str
    creator: str
    closed_until: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """A file of the sample set."""

    name: str
    sheets: Sequence[Sheet]
    rows: Sequence[Row]
    purpose: str
    dpi: int = 200
    mode: str = "grey"
    """``grey``, ``colour``, ``bilevel``, ``hidden`` (PDF of images with invisible text) or ``digital`` (PDF set from text)."""
    quality: int = 55
    turn: int = 0
    """Degrees clockwise by which the stored image is turned away from upright."""
    exif: int = 1
    """EXIF orientation to store; the image that a viewer shows stays upright."""
    spread: bool = False
    """Both sheets lie open side by side in one image."""
    model: str = ""
    """Tesseract model that suits the page; for the generator's own check."""


def title(text: str, scale: float = 1.35, face: str | None = None) -> Text:
    """A bold centred heading."""
    return Text(text, "centre", scale, True, face, 0.3)


def centre(text: str, scale: float = 1.0) -> Text:
    return Text(text, "centre", scale)


def left(text: str, gap: float = 0.15) -> Text:
    return Text(text, "left", gap=gap)


def right(text: str, gap: float = 0.4) -> Text:
    return Text(text, "right", gap=gap)


RU_BURIAL_HEAD = ("№", "Фамилия, имя, отчество", "Лет", "Место рождения", "Умер", "Погребён", "Участок")
RU_BURIAL_WIDTHS = (5, 30, 6, 22, 14, 14, 9)

RUSSIAN = (
    Scan(
        "ru-burials-1956.tif",
        (
            Sheet(
                (
                    title("КНИГА РЕГИСТРАЦИИ ЗАХОРОНЕНИЙ", face="roman"),
                    Text("Сланцевское городское кладбище. 1956 год", "centre", 1.05, face="roman", gap=0.8),
                    Table(
                        RU_BURIAL_WIDTHS,
                        RU_BURIAL_HEAD,
                        (
                            ("1", "Кузнецов Фёдор Ильич", "61", "д. Загривье", "3 января", "6 января", "4-12"),
                            ("2", "Иванова Мария Петровна", "74", "г. Валга", "5 января", "8 января", "4-13"),
                            ("3", "Тамм Ян Янович", "58", "г. Нарва", "11 января", "13 января", "4-14"),
                            ("4", "Соколов Павел Егорович", "49", "г. Гдов", "19 января", "21 января", "4-15"),
                            ("5", "Павлова Анна Сергеевна", "2", "г. Сланцы", "24 января", "25 января", "7-3"),
                            ("6", "Калнинь Пётр Андреевич", "66", "г. Валка", "2 февраля", "5 февраля", "4-16"),
                            ("7", "Орлова Евдокия Ивановна", "80", "г. Кингисепп", "9 февраля", "11 февраля", "4-17"),
                            ("8", "Морозов Степан Фомич", "53", "д. Попкова Гора", "17 февраля", "19 февраля", "4-18"),
                            ("9", "Лебедева Вера Михайловна", "35", "г. Ленинград", "20 февраля", "23 февраля", "5-1"),
                            ("10", "Петров Алексей Никитич", "70", "д. Выскатка", "1 марта", "4 марта", "5-2"),
                            ("11", "Смирнов Николай Павлович", "44", "г. Псков", "8 марта", "10 марта", "5-3"),
                        ),
                    ),
                    Text("Записи с № 1 по № 11 сделаны на основании свидетельств о смерти.", "left", gap=0.2),
                    Text("Смотритель кладбища Я. Тамм", "right"),
                ),
                face="typed-ru",
                size=11,
                paper=(297, 210),
                age={"skew": -0.7, "curl": 1.0, "stain": 1},
            ),
            Sheet(
                (
                    Table(
                        RU_BURIAL_WIDTHS,
                        RU_BURIAL_HEAD,
                        (
                            ("12", "Иванов Иван Петрович", "70", "г. Ямбург", "14 марта", "17 марта", "5-4"),
                            ("13", "Фролова Ксения Ильинична", "67", "д. Гостицы", "16 марта", "18 марта", "5-5"),
                            ("14", "Ребане Август Юрьевич", "55", "г. Нарва", "25 марта", "28 марта", "5-6"),
                            ("15", "Егоров Тимофей Лукич", "62", "д. Загривье", "2 апреля", "4 апреля", "5-7"),
                            ("16", "Иванова Анна Николаевна", "1", "г. Сланцы", "6 апреля", "7 апреля", "7-4"),
                            ("17", "Шредер Карл Карлович", "68", "г. Ревель", "12 апреля", "15 апреля", "5-8"),
                            ("18", "Богданова Ольга Фёдоровна", "47", "г. Гдов", "20 апреля", "22 апреля", "5-9"),
                            ("19", "Виноградов Лев Семёнович", "59", "г. Нарва", "3 мая", "5 мая", "5-10"),
                            ("20", "Козлова Дарья Петровна", "77", "д. Попкова Гора", "11 мая", "13 мая", "5-11"),
                        ),
                    ),
                    Text(
                        "Итого за январь, февраль, март, апрель и май погребено двадцать человек. "
                        "Могила № 5-4 огорожена родственниками умершего.",
                        "left",
                        gap=0.2,
                    ),
                    Text("Смотритель кладбища Я. Тамм", "right"),
                ),
                face="typed-ru",
                size=11,
                paper=(297, 210),
                age={"skew": 0.5, "curl": 1.2, "stain": 0},
            ),
            Sheet((), paper=(297, 210), age={"stain": 1, "bleed": 0.10}),
        ),
        (
            Row(
                0,
                "Ф. Р-57. Оп. 1. Д. 12. Л. 3",
                "Книга регистрации захоронений Сланцевского городского кладбища",
                "январь - май 1956",
                "burial",
                "ru",
                "Сланцы",
                "Сланцевский горкомхоз",
            ),
            Row(
                2,
                "Ф. Р-57. Оп. 1. Д. 12. Л. 4",
                "Книга регистрации захоронений: март - май 1956",
                "март - май 1956",
                "burial",
                "ru",
                "Сланцы",
                "Сланцевский горкомхоз",
            ),
            Row(
                3,
                "Ф. Р-57. Оп. 1. Д. 12. Л. 4 об.",
                "Книга регистрации захоронений: чистый оборот",
                "1956",
                "burial",
                "ru",
                "Сланцы",
                "Сланцевский горкомхоз",
            ),
        ),
        "multi-page TIFF; ruled burial register; blank verso with show-through",
        dpi=300,
        model="rus",
        quality=50,
    ),
    Scan(
        "ru-order-1947.tif",
        (
            Sheet(
                (
                    centre("МИНИСТЕРСТВО УГОЛЬНОЙ ПРОМЫШЛЕННОСТИ"),
                    centre("Трест «Ленинградсланец». Шахта № 2"),
                    title("ПРИКАЗ № 84", 1.2),
                    left("г. Сланцы", 0),
                    right("17 апреля 1947 года"),
                    centre("О приёме, переводе и увольнении рабочих"),
                    Text(
                        "§ 1. Иванова Николая Ивановича, 1919 года рождения, прибывшего из города Кин¬ги¬сеппа, "
                        "принять на работу забойщиком второго участка с 18 апреля с окладом по штатному рас¬пи¬са¬нию."
                    ),
                    Text(
                        "§ 2. Иванову Анну Фёдоровну принять на работу табельщицей в контору шахты с 21 апреля. "
                        "Основание: её заявление и резолюция начальника шахты."
                    ),
                    Text(
                        "§ 3. Крепильщика Тамма Яна Яновича, родом из Нарвы, за образцовую работу перевести на долж¬ность "
                        "десятника с месячным окладом шестьсот девяносто рублей."
                    ),
                    Text(
                        "§ 4. Откатчицу Павлову Екатерину Семёновну уволить по болезни согласно заключению "
                        "вра¬чеб¬но-трудовой комиссии. Бухгалтерии произвести полный расчёт."
                    ),
                    Text(
                        "§ 5. Электрослесарю Калниню Андрею Петровичу предоставить очередной отпуск на две¬над¬цать "
                        "рабочих дней с выездом в город Валку Латвийской ССР."
                    ),
                    left("Начальник шахты        Морозов", 0.3),
                    left("Верно: секретарь       Лебедева"),
                ),
                face="typed-ru",
                size=11,
                age={"skew": 0.6, "speck": 0.5},
            ),
            Sheet(
                (
                    right("Лист 2 к приказу № 84"),
                    Text(
                        "§ 6. За самовольный уход с работы до окончания смены 12 апреля навалоотбойщику Егорову "
                        "Василию Лукичу объявить строгий выговор с занесением в личное дело."
                    ),
                    Text(
                        "§ 7. Дежурство на вентиляторе в праздничные дни 1 и 2 мая поручить механику Виноградову "
                        "и десятнику Тамму. О каждой остановке вентилятора немедленно докладывать главному инженеру."
                    ),
                    Text(
                        "§ 8. Коменданту общежития Орловой выделить семье Ивановых, состоящей из четырёх человек, "
                        "комнату в доме № 7 по улице Шахтёрской."
                    ),
                    Text(
                        "§ 9. Бухгалтерии удерживать с рабочих, проживающих в общежитии, стоимость топлива "
                        "из заработной платы за вторую половину месяца."
                    ),
                    left("Начальник шахты        Морозов", 0.3),
                    left("С приказом ознакомлены: Иванов, Тамм, Егоров, Орлова."),
                ),
                face="typed-ru",
                size=11,
                age={"skew": -0.9, "speck": 0.8},
            ),
        ),
        (
            Row(
                1,
                "Ф. Р-112. Оп. 3. Д. 8. Л. 41",
                "Приказ № 84 по шахте № 2 о приёме, переводе и увольнении рабочих",
                "17 апреля 1947",
                "employment",
                "ru",
                "Сланцы",
                "Шахта № 2 треста «Ленинградсланец»",
            ),
            Row(
                2,
                "Ф. Р-112. Оп. 3. Д. 8. Л. 42",
                "Приказ № 84 по шахте № 2 (окончание)",
                "17 апреля 1947",
                "employment",
                "ru",
                "Сланцы",
                "Шахта № 2 треста «Ленинградсланец»",
            ),
        ),
        "multi-page 1-bit TIFF (Group 4); typewriter; hyphenated line breaks",
        dpi=300,
        mode="bilevel",
        model="rus",
    ),
    Scan(
        "ru-payroll-1953.png",
        (
            Sheet(
                (
                    Text("Кингисеппский леспромхоз", "left", face="roman", gap=0),
                    title("ЛИЦЕВОЙ СЧЁТ № 318", 1.3, "roman"),
                    Field("Фамилия, имя, отчество:", "Иванова Анна Фёдоровна"),
                    Field("Должность:", "учётчица нижнего склада"),
                    Field("Поступила на работу:", "1 марта 1952 года"),
                    Field("Число иждивенцев:", "двое детей"),
                    Table(
                        (16, 12, 15, 15, 15, 16, 16),
                        ("Месяц 1953 г.", "Дней", "Оклад", "Премия", "Начислено", "Удержано", "К выдаче"),
                        (
                            ("Январь", "26", "450-00", "45-00", "495-00", "37-20", "457-80"),
                            ("Февраль", "24", "450-00", "40-00", "490-00", "36-70", "453-30"),
                            ("Март", "26", "450-00", "62-50", "512-50", "39-00", "473-50"),
                            ("Апрель", "25", "470-00", "35-00", "505-00", "38-10", "466-90"),
                            ("Май", "25", "470-00", "35-00", "505-00", "88-10", "416-90"),
                            ("Июнь", "26", "470-00", "70-50", "540-50", "91-65", "448-85"),
                        ),
                    ),
                    left("В мае и июне удержан заём в сумме сто рублей.", 0.2),
                    left("Расчётчик: Калнинь.   Главный бухгалтер: Фролова."),
                ),
                face="roman",
                entries="typed-ru",
                size=10.5,
                paper=(210, 160),
                margin=16,
                age={"skew": 0.4, "plain": 1},
            ),
        ),
        (
            Row(
                0,
                "Ф. Р-204. Оп. 2. Д. 567а. Л. 12 об.",
                "Лицевой счёт № 318: Иванова Анна Фёдоровна",
                "1953",
                "payroll",
                "ru",
                "Кингисепп",
                "Кингисеппский леспромхоз",
            ),
        ),
        "payroll ledger card: printed form filled in by typewriter, ruled figures",
        dpi=300,
        model="rus",
    ),
    Scan(
        "ru-workbook-1939.jpg",
        (
            Sheet(
                (
                    title("ТРУДОВАЯ КНИЖКА", 1.4),
                    Field("Фамилия", "Иванов"),
                    Field("Имя", "Иван"),
                    Field("Отчество", "Петрович"),
                    Field("Год рождения", "1885, город Ямбург"),
                    Field("Образование", "начальное, четыре класса"),
                    Field("Профессия", "каменщик"),
                    Field("Место работы", "Кингисеппский кирпичный завод"),
                    Field("Дата заполнения", "15 января 1939 года"),
                    Text("Подпись владельца книжки   И. Иванов", "left"),
                    Text("Начальник отдела кадров   Соколов", "left"),
                ),
                face="roman",
                entries="typed-ru",
                size=10.5,
                paper=(125, 176),
                margin=13,
            ),
            Sheet(
                (
                    title("СВЕДЕНИЯ О РАБОТЕ", 1.2),
                    Table(
                        (7, 25, 68),
                        ("№", "Дата", "Сведения о приёме, переводе и увольнении"),
                        (
                            ("", "", "Общий стаж до поступления на завод девятнадцать лет"),
                            ("1", "3.05.1924", "Принят каменщиком на кирпичный завод"),
                            ("2", "1.10.1931", "Переведён бригадиром каменщиков"),
                            ("3", "7.11.1936", "Премирован за перевыполнение плана"),
                            ("4", "2.02.1940", "Переведён обжигальщиком кирпича"),
                            ("5", "20.06.1941", "Уволен по собственному желанию, приказ № 61"),
                        ),
                    ),
                    Text("Печать завода и подпись: Соколов", "left"),
                ),
                face="roman",
                entries="typed-ru",
                size=10,
                paper=(125, 176),
                margin=11,
            ),
        ),
        (
            Row(
                0,
                "Ф. Р-31. Оп. 4. Д. 96. Л. 2",
                "Трудовая книжка: Иванов Иван Петрович, каменщик",
                "15 января 1939 - 20 июня 1941",
                "employment",
                "ru",
                "Кингисепп",
                "Кингисеппский кирпичный завод",
            ),
        ),
        "work-book pages: two leaves in one image with the fold between them",
        mode="colour",
        quality=60,
        spread=True,
        dpi=300,
        model="rus",
    ),
    Scan(
        "ru-letter-1928.pdf",
        (
            Sheet(
                (
                    Text("Р. С. Ф. С. Р.", "centre", 1.0, True, "roman", 0.1),
                    Text("КИНГИСЕППСКИЙ УЕЗДНЫЙ ИСПОЛНИТЕЛЬНЫЙ КОМИТЕТ", "centre", 1.05, True, "roman", 0.1),
                    Text("Отдел записи актов гражданского состояния", "centre", 0.95, False, "roman", 0.2),
                    Rule(),
                    left("№ 1146", 0),
                    right("12 сентября 1928 года"),
                    left("Консульскому отделу в городе Нарве"),
                    Text(
                        "На ваш запрос от 20 августа сообщаем, что гражданин Иванов Пётр Иванович, каменщик, "
                        "родившийся вблизи города Валка в 1851 году, проживал в Кингисеппе, бывшем Ямбурге, "
                        "с 1880 по 1912 год, после чего выехал с семьёй в Нарву на работу."
                    ),
                    Text(
                        "По метрическим книгам Екатерининского собора, хранящимся в нашем архиве, у него родились здесь "
                        "сын Иван в 1885 году и дочь Марфа в 1888 году. Запись о браке не найдена."
                    ),
                    Text(
                        "Сведений о его нынешнем месте жительства мы не имеем. По словам соседей, его тесть похоронен "
                        "на русском кладбище в Нарве. Просим выслать выписку о смерти тестя для передачи "
                        "наследникам, проживающим в нашем городе."
                    ),
                    left("Заведующий отделом   А. Соколов", 0.2),
                    left("Делопроизводитель   Е. Лебедева"),
                ),
                face="typed-ru",
                size=11,
                age={"skew": -0.5, "stain": 1, "fold": 1},
            ),
        ),
        (
            Row(
                0,
                "Ф. Р-19. Оп. 1. Д. 233. Л. 58",
                "Письмо Кингисеппского исполкома о семье Ивановых",
                "12 сентября 1928",
                "correspondence",
                "ru",
                "Кингисепп",
                "Кингисеппский уездный исполнительный комитет",
            ),
        ),
        "letterhead letter in a PDF of images without text layer; folded and stained",
        quality=55,
        model="rus",
    ),
    Scan(
        "ru-personal-card-1986.png",
        (
            Sheet(
                (
                    title("ЛИЧНАЯ КАРТОЧКА РАБОТНИКА", 1.25, "sans"),
                    Field("Предприятие:", "завод «Полимер», город Сланцы"),
                    Field("Фамилия, имя, отчество:", "Смирнова Елена Викторовна"),
                    Field("Дата и место рождения:", "9 июня 1961 года, город Нарва"),
                    Field("Специальность:", "лаборант химического анализа"),
                    Field("Принята на работу:", "3 марта 1986 года, приказ № 29"),
                    Field("Прежнее место работы:", "Кренгольмская мануфактура, Нарва"),
                    Field("Состав семьи:", "муж Смирнов Олег Иванович, сын Антон"),
                    Field("Адрес:", "улица Кирова, дом 14, квартира 5"),
                    Text("Отпуск использован с 1 по 24 августа. Взысканий не имеет.", "left", gap=0.2),
                    Text("Инспектор отдела кадров Фролова", "left"),
                ),
                face="sans",
                entries="typed-ru",
                size=10.5,
                paper=(210, 148),
                margin=16,
                age={"skew": -0.3, "plain": 1},
            ),
        ),
        (
            Row(
                0,
                "Ф. Р-310. Оп. 2л. Д. 1418. Л. 1",
                "Личная карточка работника: Смирнова Елена Викторовна",
                "3 марта 1986",
                "employment",
                "ru",
                "Сланцы",
                "Завод «Полимер»",
                "2061-01-01",
            ),
        ),
        "names a living person: closed until 2061",
        dpi=300,
        model="rus",
    ),
)

OLD_BURIAL_HEAD = ("№", "День смерти", "Погре¬бенія", "Званіе, имя, отчество и фамилія умершаго", "Лѣта", "Отъ чего умеръ")
OLD_BURIAL_WIDTHS = (6, 10, 11, 47, 7, 19)

OLD_RUSSIAN = (
    Scan(
        "ru-old-burials-1892.tif",
        (
            Sheet(
                (
                    title("Часть третія. О умершихъ.", 1.4),
                    Text("Метрическая книга Нарвскаго Преображенскаго собора на 1892 годъ. Мѣсяцъ мартъ.", "centre", gap=0.6),
                    Table(
                        OLD_BURIAL_WIDTHS,
                        OLD_BURIAL_HEAD,
                        (
                            ("14", "3", "6", "Крестьянинъ Валкскаго уѣзда Иванъ Ѳедоровъ Ивановъ", "71", "отъ старости"),
                            ("15", "9", "12", "Ямбургскаго мѣщанина Петра Алексѣева жена Марѳа", "63", "отъ водянки"),
                            ("16", "12", "15", "Ткача Яна Тамма дочь младенецъ Анна", "2", "отъ кори"),
                            ("17", "15", "18", "Отставной рядовой Петръ Андреевъ Калнинь", "72", "отъ старости"),
                            ("18", "21", "24", "Нарвскаго купца Матвѣя Сергѣева сынъ Тимоѳей", "19", "отъ чахотки"),
                            ("19", "28", "31", "Солдатская вдова Агаѳія Никитина Бѣлова", "80", "отъ старости"),
                        ),
                        1.0,
                    ),
                    Text(
                        "Исповѣдывалъ и пріобщалъ протоіерей Алексѣй Лебедевъ. Совершалъ погребеніе онъ же съ діакономъ "
                        "Василіемъ Орловымъ; погребены на Ивангородскомъ приходскомъ кладбищѣ.",
                        "left",
                    ),
                ),
                face="old",
                size=13,
                paper=(280, 200),
                age={"skew": 0.8, "curl": 1.4, "stain": 2, "bleed": 0.12},
            ),
            Sheet(
                (
                    Text("Мѣсяцъ апрѣль. Лѣта отъ Рождества Христова 1892.", "centre", gap=0.6),
                    Table(
                        OLD_BURIAL_WIDTHS,
                        OLD_BURIAL_HEAD,
                        (
                            ("20", "2", "5", "Рабочій Кренгольмской мануфактуры Ѳома Ильинъ", "34", "отъ тифа"),
                            ("21", "7", "10", "Крестьянина Ивана Иванова вдова Марія Петрова", "66", "отъ старости"),
                            ("22", "11", "13", "Рыбака Ѳеодора Соколова сынъ младенецъ Сергѣй", "1", "отъ оспы"),
                            ("23", "16", "19", "Отставной маіоръ Карлъ фонъ-Шредеръ, присоединенный", "74", "отъ удара"),
                            ("24", "22", "25", "Псаломщика Дмитрія Смирнова жена Евдокія", "41", "отъ родовъ"),
                        ),
                        1.0,
                    ),
                    Text(
                        "Итого въ апрѣлѣ мѣсяцѣ умерло пять человѣкъ обоего пола. Вѣрно: протоіерей Лебедевъ, "
                        "діаконъ Орловъ, псаломщикъ Смирновъ.",
                        "left",
                    ),
                ),
                face="old",
                size=13,
                paper=(280, 200),
                age={"skew": -0.6, "curl": 1.2, "stain": 1, "bleed": 0.12},
            ),
        ),
        (
            Row(
                1,
                "RA, EAA.1277.2.45, l 117p",
                "Метрическая книга Нарвскаго Преображенскаго собора, часть III: объ умершихъ",
                "мартъ 1892",
                "burial",
                "ru",
                "Narva",
                "Narva Preobraženski kogudus",
            ),
            Row(
                2,
                "RA, EAA.1277.2.45, l 118",
                "Метрическая книга Нарвскаго Преображенскаго собора, часть III: объ умершихъ",
                "апрѣль 1892",
                "burial",
                "ru",
                "Narva",
                "Narva Preobraženski kogudus",
            ),
        ),
        "multi-page TIFF; old Russian orthography in a ruled register; stains and bleed-through",
        dpi=300,
        model="rus",
        quality=50,
    ),
    Scan(
        "ru-old-birth-1885.jpg",
        (
            Sheet(
                (
                    title("МЕТРИЧЕСКАЯ ВЫПИСЬ", 1.5),
                    centre("о родившихся за 1885 годъ", 1.05),
                    Rule(),
                    Text(
                        "По указу Его Императорскаго Величества, изъ метрической книги Ямбургскаго Екатерининскаго "
                        "собора, Санктпетербургской епархіи, выдана сія выпись въ томъ, что тысяча восемьсотъ "
                        "восемьдесятъ пятаго года, мая двѣнадцатаго дня родился, а четырнадцатаго дня того же мѣсяца "
                        "крещенъ Иванъ."
                    ),
                    Text(
                        "Родители его: проживающій въ городѣ Ямбургѣ каменщикъ, крестьянинъ Лифляндской губерніи "
                        "Валкскаго уѣзда Петръ Ивановъ Ивановъ и законная жена его Марія Ѳедорова, оба православнаго "
                        "вѣроисповѣданія."
                    ),
                    Text(
                        "Воспріемниками были: Нарвскій мѣщанинъ Янъ Петровъ Таммъ и дѣвица Агаѳія Матвѣева Бѣлова. "
                        "Таинство крещенія и мѵропомазанія совершалъ протоіерей Василій Преображенскій съ діакономъ "
                        "Сергѣемъ Алексѣевымъ."
                    ),
                    Text(
                        "Что сія выпись съ подлинною метрическою книгою вѣрна, въ томъ подписью и приложеніемъ "
                        "церковной печати удостовѣряется. Мая 20 дня 1885 года."
                    ),
                    right("Протоіерей Василій Преображенскій", 0.1),
                    right("Діаконъ Сергѣй Алексѣевъ"),
                ),
                face="old",
                size=13,
                paper=(180, 240),
                age={"skew": -1.1, "stain": 2, "bleed": 0.13, "fold": 1},
            ),
        ),
        (
            Row(
                0,
                "Ф. 19. Оп. 123. Д. 87. Л. 5",
                "Метрическая выпись о рожденіи Ивана Петровича Иванова",
                "12/24 мая 1885",
                "birth",
                "ru",
                "Ямбург",
                "Ямбургскій Екатерининскій соборъ",
            ),
        ),
        "old Russian orthography with ѣ, і, ѳ, ѵ and final ъ; colour JPEG, stains, fold, bleed-through",
        mode="colour",
        quality=55,
        dpi=240,
        model="rus",
    ),
    Scan(
        "ru-old-order-1912.png",
        (
            Sheet(
                (
                    title("ПРИКАЗЪ № 47", 1.3),
                    centre("по Кренгольмской мануфактурѣ"),
                    left("Нарва", 0),
                    right("15/28 марта 1912 года"),
                    Text(
                        "§ 1. Каменщика Ивана Петрова Иванова, крестьянина Валкскаго уѣзда, принять съ 16 сего марта "
                        "на службу въ строительный отдѣлъ съ жалованьемъ двадцать два рубля въ мѣсяцъ и съ квартирою "
                        "въ рабочей казармѣ."
                    ),
                    Text(
                        "§ 2. Ткацкаго мастера Яна Тамма перевести въ новую прядильню; на его мѣсто назначить подмастерья Тимоѳея Бѣлова."
                    ),
                    Text(
                        "§ 3. Конторщика Петра Калниня уволить въ отпускъ въ городъ Валкъ на двѣ недѣли, считая "
                        "съ 1 апрѣля, съ сохраненіемъ содержанія."
                    ),
                    Text("§ 4. Рабочимъ объявить, что на Страстной недѣлѣ работы прекращаются въ среду въ шесть часовъ вечера."),
                    right("Директоръ   А. фонъ Шредеръ", 0.1),
                    right("Вѣрно: дѣлопроизводитель Лебедевъ"),
                ),
                face="old",
                size=12,
                paper=(175, 215),
                age={"skew": 0.5, "plain": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, ERA.2060.1.118, l 23",
                "Приказъ № 47 по Кренгольмской мануфактурѣ",
                "15/28 марта 1912",
                "employment",
                "ru",
                "Narva",
                "Kreenholmi Manufaktuur",
            ),
        ),
        "personnel order in old Russian orthography; clean print in PNG",
        model="rus",
    ),
    Scan(
        "ru-old-newspaper-1909.jpg",
        (
            Sheet(
                (
                    title("НАРОВСКІЙ ВѢСТНИКЪ", 1.9),
                    centre("Газета мѣстная и общественная. № 31. Воскресенье, 2 августа 1909 года."),
                    Rule(),
                    Columns(
                        (
                            (
                                title("Мѣстная хроника", 1.1),
                                Text(
                                    "Новое кладбище. Въ пятницу городская дума рѣшила отвести землю для новаго пра¬во¬слав¬наго "
                                    "кладбища за Петровскимъ форштатомъ. На старомъ Ивангородскомъ кладбищѣ мѣста болѣе не "
                                    "имѣется, и послѣднія погребенія совершались уже въ два ряда."
                                ),
                                Text(
                                    "Несчастный случай. На Кренгольмской мануфактурѣ во вторникъ упавшимъ кирпичемъ раненъ "
                                    "каменщикъ Петръ Ивановъ, уроженецъ окрестностей Валка. Пострадавшаго от¬пра¬вили "
                                    "въ фабричную больницу. Жизнь его внѣ опасности."
                                ),
                                Text(
                                    "Пѣвческій праздникъ. Эстонское общество подъ управленіемъ учителя Тамма "
                                    "устраиваетъ въ саду концертъ въ пользу бѣдныхъ."
                                ),
                            ),
                            (
                                title("Изъ Ямбурга", 1.1),
                                Text(
                                    "Намъ пишутъ, что хлѣбъ въ уѣздѣ уродился хорошо, но сѣна послѣ дождей собрано мало. "
                                    "Цѣна на рожь стоитъ девять рублей за четверть."
                                ),
                                Text(
                                    "Въ ночь на 28 іюля сгорѣла мельница барона фонъ Шредера на рѣкѣ Лугѣ. Убытку на три "
                                    "тысячи рублей. Причина пожара неизвѣстна; дѣло передано судебному слѣдователю."
                                ),
                                title("Объявленія", 1.1),
                                Text(
                                    "Продается домъ съ огородомъ на берегу Наровы. Объ условіяхъ узнать у вдовы "
                                    "Марѳы Калнинь, Вышгородская улица, домъ № 6."
                                ),
                                Text(
                                    "Ищу мѣста садовника; имѣю свидѣтельства. Спросить въ лавкѣ Сергѣева у Ивана Иванова, "
                                    "прибывшаго изъ Лифляндіи."
                                ),
                            ),
                        )
                    ),
                ),
                face="old",
                size=11.5,
                paper=(210, 225),
                margin=16,
                age={"skew": -0.4, "yellow": 1, "bleed": 0.06},
            ),
        ),
        (
            Row(
                0,
                "RA, ERA.4961.1.7, l 31",
                "Газета «Наровскій Вѣстникъ», № 31",
                "2 августа 1909",
                "newspaper",
                "ru",
                "Narva",
                "Наровскій Вѣстникъ",
            ),
        ),
        "newspaper in two columns, old Russian orthography, hyphenated line breaks, yellowed",
        mode="colour",
        quality=55,
        dpi=240,
        model="rus",
    ),
)

ET_BURIAL_HEAD = ("Nr.", "Surnu nimi ja amet", "Sündinud", "Surnud", "Maetud", "Surma põhjus")
ET_BURIAL_WIDTHS = (5, 34, 22, 12, 12, 17)

ESTONIAN = (
    Scan(
        "et-burials-1934.tif",
        (
            Sheet(
                (
                    title("NARVA RISTI KOGUDUSE SURMAREGISTER", 1.2),
                    Text("Aasta 1934. Leht 56", "centre", gap=0.6),
                    Table(
                        ET_BURIAL_WIDTHS,
                        ET_BURIAL_HEAD,
                        (
                            ("31", "Ivanov, Peeter, müürsepp", "1851, Valga lähedal", "4. märts", "8. märts", "vanadus"),
                            ("32", "Tamm, Mari, lesk", "1860, Kaagjärvel", "7. märts", "10. märts", "südamehaigus"),
                            ("33", "Saar, Jüri, kalur", "1899, Narvas", "12. märts", "15. märts", "uppus Narva jões"),
                            ("34", "Kalnin, Anna, õmbleja", "1873, Valgas", "19. märts", "22. märts", "kopsupõletik"),
                            ("35", "Rebane, Hans, laps", "1933, Narvas", "25. märts", "27. märts", "sarlakid"),
                            ("36", "Ivanova, Maria, lesk", "1862, Jamburgis", "30. märts", "2. aprill", "vanadus"),
                        ),
                    ),
                    Text(
                        "Number 31 maeti Narva õigeusu kalmistule, teised koguduse surnuaiale Siivertsis. Matused pidas õpetaja Lesta.",
                        "left",
                    ),
                ),
                face="roman",
                entries="typed-et",
                size=11,
                paper=(280, 190),
                age={"skew": 0.6, "curl": 1.1, "stain": 1},
            ),
            Sheet(
                (
                    Text("Aasta 1934. Leht 57", "centre", gap=0.6),
                    Table(
                        ET_BURIAL_WIDTHS,
                        ET_BURIAL_HEAD,
                        (
                            ("37", "Tamm, Jaan, ketraja", "1880, Narvas", "3. aprill", "7. aprill", "kopsuhaigus"),
                            ("38", "Kask, Liisa, teenija", "1908, Vaivaras", "9. aprill", "12. aprill", "pimesoole¬põletik"),
                            ("39", "Lepik, Kustas, rätsep", "1867, Jõhvis", "15. aprill", "19. aprill", "maovähk"),
                            ("40", "Schröder, Karl, raamatupidaja", "1869, Tallinnas", "21. aprill", "25. aprill", "ajurabandus"),
                            ("41", "Mägi, Kadri, lesk", "1849, Sangastes", "28. aprill", "1. mai", "vanadus"),
                        ),
                    ),
                    Text(
                        "Aprillikuus on maetud viis inimest, neist kolm meest ja kaks naist. Registri pidaja: köster A. Saar.",
                        "left",
                    ),
                ),
                face="roman",
                entries="typed-et",
                size=11,
                paper=(280, 190),
                age={"skew": -0.5, "curl": 1.0, "stain": 0},
            ),
        ),
        (
            Row(
                1,
                "RA, EAA.3155.1.214, l 56",
                "Narva Risti koguduse surmaregister, märts 1934",
                "märts 1934",
                "burial",
                "et",
                "Narva",
                "Narva Risti kogudus",
            ),
            Row(
                2,
                "RA, EAA.3155.1.214, l 57",
                "Narva Risti koguduse surmaregister, aprill 1934",
                "aprill 1934",
                "burial",
                "et",
                "Narva",
                "Narva Risti kogudus",
            ),
        ),
        "multi-page TIFF; burial register of people who lived on both sides of the border",
        dpi=300,
        model="est",
        quality=50,
    ),
    Scan(
        "et-order-1937.jpg",
        (
            Sheet(
                (
                    Text("NARVA LINNAVALITSUS", "centre", 1.15, True, "roman", 0.2),
                    title("KÄSKKIRI nr. 38", 1.15),
                    left("Narvas", 0),
                    right("5. oktoobril 1937"),
                    Text(
                        "§ 1. Nimetan Ivan Ivanovi, sündinud 1894. aastal Jamburgis, linna ehitusosakonna müürsepaks alates "
                        "6. oktoobrist, palgaga viiskümmend krooni kuus."
                    ),
                    Text(
                        "§ 2. Vabastan linna kalmistu vahi Jüri Rebase teenistusest omal soovil 15. oktoobrist. Tema asemele "
                        "määran Johannes Tamme, kes seni töötas Kreenholmi manufaktuuris."
                    ),
                    Text(
                        "§ 3. Luban majandusosakonna ametnikule Elsa Mägile korralist puhkust kaks nädalat ja määran teda "
                        "asendama arveametniku August Lepiku."
                    ),
                    Text(
                        "§ 4. Teen raamatupidajale Ernst Schröderile märkuse aruannete hilinemise pärast. Linna kasutada "
                        "olevate hoonete nimekiri tuleb esitada kuu lõpuks."
                    ),
                    left("Linnapea    J. Luts", 0.2),
                    left("Linnasekretär    A. Krull"),
                ),
                face="typed-et",
                size=11,
                age={"skew": 0.7, "stain": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, ERA.5235.1.402, l 61",
                "Narva linnavalitsuse käskkiri nr. 38 ametnike kohta",
                "5. oktoober 1937",
                "employment",
                "et",
                "Narva",
                "Narva Linnavalitsus",
            ),
        ),
        "personnel order; JPEG stored turned, upright by its EXIF orientation (6)",
        quality=50,
        exif=6,
        model="est",
    ),
    Scan(
        "et-payroll-1938.png",
        (
            Sheet(
                (
                    Text("Kreenholmi Puuvilla Manufaktuur", "left", face="roman", gap=0),
                    title("PALGALEHT", 1.4, "roman"),
                    Text("Ehitusosakond. Juuni 1938", "centre", gap=0.5),
                    Table(
                        (6, 28, 18, 12, 15, 15, 15),
                        ("Nr.", "Töölise nimi", "Amet", "Tunde", "Tasu kr.", "Maha kr.", "Välja kr."),
                        (
                            ("1", "Ivanov, Ivan", "müürsepp", "192", "57.60", "2.30", "55.30"),
                            ("2", "Tamm, Johannes", "puusepp", "200", "64.00", "2.55", "61.45"),
                            ("3", "Kalnin, Peeter", "maaler", "176", "49.28", "1.95", "47.33"),
                            ("4", "Saar, August", "plekksepp", "184", "58.90", "2.35", "56.55"),
                            ("5", "Jakovlev, Nikolai", "abitööline", "200", "40.00", "1.60", "38.40"),
                            ("6", "Kask, Hilda", "koristaja", "160", "28.80", "1.15", "27.65"),
                            ("7", "Rebane, Kustas", "voorimees", "208", "47.84", "1.90", "45.94"),
                        ),
                    ),
                    left("Töölistele välja makstud kolmsada kolmkümmend kaks krooni 62 senti.", 0.2),
                    left("Meister: Lepik.   Kassapidaja: Mägi."),
                ),
                face="roman",
                entries="typed-et",
                size=10.5,
                paper=(215, 150),
                margin=14,
                age={"skew": 0.4, "plain": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, ERA.2060.1.977, l 14",
                "Kreenholmi manufaktuuri ehitusosakonna palgaleht",
                "juuni 1938",
                "payroll",
                "et",
                "Narva",
                "Kreenholmi Puuvilla Manufaktuur",
            ),
        ),
        "payroll sheet scanned on its side (top edge at the right)",
        turn=90,
        dpi=300,
        model="est",
    ),
    Scan(
        "et-court-1871.tif",
        (
            Sheet(
                (
                    title("Kaagjärwe wallakohtu protokoll.", 1.35),
                    centre("Sel 12. märtsil 1871."),
                    Text(
                        "Koos oliwad: peakohtumees Jaan Tamm, kohtumees Peeter Saar ja kohtumees Hindrik Rebane. Kirjutaja Karl Mägi.",
                        gap=0.3,
                    ),
                    Text(
                        "Kohtu ette astus Kaagjärwe mõisa aednik Iwan Iwanow ja kaebas, et Ala-Tamme talu peremees Märt "
                        "Tamm temale wiisteist¬kümmend rubla wõlgu on. See raha olla minewal sügisel hobuse ostmiseks "
                        "laenatud ja pidanud jüripäewaks tagasi makstud saama."
                    ),
                    Text(
                        "Märt Tamm wastas küsimise peale, et wõlg küll õige on, aga et wili tänawu wäga kehwasti kaswas "
                        "ja temal nüüd raha ei ole. Tema palub wõla maks¬misega mihklipäewani kannatada."
                    ),
                    Text("Tunnistaja Kadri Saar ütles, et tema oma silmaga näinud, kui raha Walga laadal kätte anti."),
                    Text(
                        "Kohus mõistis: Märt Tamm peab wõla kahes jaos ära maksma, esimese poole jaani¬päewaks ja teise "
                        "poole mihkli¬päewaks. See mõistus sai mõlematele kuulutatud ja nemad oliwad sellega rahul."
                    ),
                ),
                face="fraktur",
                size=13,
                paper=(180, 230),
                margin=18,
                age={"skew": 0.7, "speck": 0.5},
            ),
            Sheet(
                (
                    centre("Sel 26. märtsil 1871."),
                    Text("Koos oliwad: peakohtumees Jaan Tamm, kohtumehed Peeter Saar ja Hindrik Rebane.", gap=0.3),
                    Text(
                        "Lese Mari Kalnini kaebtus, et tema mehe matuse kulu weel maksmata on. Mees Peeter Kalnin suri "
                        "weebruari¬kuus ja sai Walga surnuaiale maetud. Wald lubas matuse heaks kolm rubla anda, aga "
                        "wallawanem ei ole seda seia saadik wälja maksnud."
                    ),
                    Text(
                        "Wallawanem Juhan Kask tunnistas, et raha waestelaekast wõetud ja kirjutaja kätte antud on. "
                        "Kirjutaja ütles, et tema raha kaotanud ja lubab selle oma palgast ära tasuda."
                    ),
                    Text(
                        "Kohus mõistis: kirjutaja Karl Mägi peab kolm rubla lesele kahe nädala sees ära maksma ja üks "
                        "rubla trahwi waestelaeka heaks."
                    ),
                    left("Peakohtumees J. Tamm +++", 0.1),
                    left("Kohtumees P. Saar +++", 0.1),
                    left("Kohtumees H. Rebane"),
                ),
                face="fraktur",
                size=13,
                paper=(180, 230),
                margin=18,
                age={"skew": -0.5, "speck": 0.5},
            ),
        ),
        (
            Row(
                1,
                "RA, EAA.5100.1.378, l 12",
                "Kaagjärve vallakohtu protokollid: Ivanov contra Tamm",
                "12. märts 1871",
                "court",
                "et",
                "Kaagjärve",
                "Kaagjärve vallakohus",
            ),
            Row(
                2,
                "RA, EAA.5100.1.378, l 12p",
                "Kaagjärve vallakohtu protokollid: Mari Kalnini kaebus",
                "26. märts 1871",
                "court",
                "et",
                "Kaagjärve",
                "Kaagjärve vallakohus",
            ),
        ),
        "multi-page 1-bit TIFF; Estonian Fraktur with w for v; recto and verso",
        dpi=300,
        mode="bilevel",
        model="Fraktur",
    ),
    Scan(
        "et-newspaper-1884.jpg",
        (
            Sheet(
                (
                    title("Piiri Postimees", 2.0),
                    centre("Nr. 23. Walgas, neljapäewal, 7. juunil 1884."),
                    Rule(),
                    Columns(
                        (
                            (
                                title("Kodumaalt.", 1.15),
                                Text(
                                    "Walgast. Meie linna uus surnuaed õnnis¬tati minewal pühapäewal sisse. Rahwast oli "
                                    "nii Eesti kui Läti poolt wäga palju kokku tulnud. Kõnet pidas õpetaja Schröder."
                                ),
                                Text(
                                    "Karulast. Jüripäewa ööse põles Tamme talu rehi maha. Wara oli kinni¬tamata; peremees "
                                    "Jaan Tamm saab seltsilt ainult wähe abi."
                                ),
                                Text(
                                    "Narwast. Kreenholmi wabrikusse wõetakse jälle uusi töölisi. Wana aednik Iwanow, kes "
                                    "ennemalt Kaagjärwel teenis, on sinna elama asunud."
                                ),
                            ),
                            (
                                title("Wäljamaalt.", 1.15),
                                Text("Riiast. Laewad on jälle sõitmas. Wilja hind on tõusnud, rukki eest maks¬takse kaheksa rubla."),
                                Text(
                                    "Peterburist. Keiserlik Majesteet on lubanud uue raudtee ehita¬mise Pihkwast läbi "
                                    "Walga Riiga ette wõtta. Maa¬mõõtjad tulewad suwel."
                                ),
                                title("Kuulutused.", 1.15),
                                Text("Oskaja sepp wõib kohta saada Luhde mõisas. Küsida walitseja Kalnini juures."),
                                Text("Müüa kaks head hobust ja uus wanker Walgas, Riia uulits, maja nr. 4."),
                            ),
                        )
                    ),
                ),
                face="fraktur",
                size=12.5,
                paper=(200, 215),
                margin=15,
                age={"skew": 0.5, "stain": 1, "yellow": 1, "press": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, EAA.1688.3.9, l 23",
                "Ajaleht „Piiri Postimees“ nr. 23",
                "7. juuni 1884",
                "newspaper",
                "et",
                "Valga",
                "Piiri Postimees",
            ),
        ),
        "newspaper columns in Estonian Fraktur, yellowed, uneven letterpress",
        mode="colour",
        quality=55,
        dpi=240,
        model="Fraktur",
    ),
    Scan(
        "et-minutes-1925.pdf",
        (
            Sheet(
                (
                    title("VALGA LINNAVOLIKOGU", 1.25),
                    title("KOOSOLEKU PROTOKOLL nr. 7", 1.1),
                    centre("14. mail 1925"),
                    Text(
                        "Koosolekut juhatab linnavolikogu esimees J. Kask, protokollib sekretär L. Saar. Kohal on "
                        "kakskümmend kolm volinikku."
                    ),
                    Text(
                        "1. Linna surnuaia laiendamine. Linnapea kannab ette, et vanal surnuaial ei ole enam vabu kohti. "
                        "Otsustati osta Tamme talult kaks hektarit maad hinnaga tuhat kakssada krooni ja lasta piirata "
                        "see kiviaiaga."
                    ),
                    Text(
                        "2. Ivanovi palve. Müürsepp Peeter Ivanov, kes on sündinud Valga lähedal ja elab praegu Narvas, "
                        "palub tagastada tema isale kuulunud krundi. Otsustati palve saata maksuametile."
                    ),
                    Text(
                        "3. Piiriküsimus. Otsustati paluda valitsust, et Läti Valka linna elanikele antaks luba käia "
                        "Valga haiglas ja turul ilma viisata."
                    ),
                    right("./."),
                ),
                face="oldstyle",
                size=12,
                age={"skew": 0.3, "stain": 1},
            ),
            Sheet(
                (
                    right("Protokoll nr. 7, leht 2"),
                    Text(
                        "4. Kooliõpetajate palgad. Volinik Kalnin teeb ettepaneku tõsta algkooli õpetajate palka kümne "
                        "protsendi võrra. Ettepanek võetakse vastu viieteistkümne häälega kaheksa vastu."
                    ),
                    Text(
                        "5. Elektrijaam. Kuulati ära revisjonikomisjoni aruanne. Jaama juhatajale Schröderile avaldatakse "
                        "tänu hea töö eest. Uue masina ostmiseks võetakse laenu."
                    ),
                    Text("6. Vaestemaja. Otsustati anda lesk Mari Tammele alaline koht vaestemajas."),
                    left("Esimees J. Kask", 0.1),
                    left("Sekretär L. Saar"),
                ),
                face="oldstyle",
                size=12,
                age={"skew": -0.4, "stain": 0},
            ),
        ),
        (
            Row(
                0,
                "RA, ERA.3138.1.55, l 88",
                "Valga linnavolikogu koosoleku protokoll nr. 7",
                "14. mai 1925",
                "minutes",
                "et",
                "Valga",
                "Valga Linnavolikogu",
            ),
            Row(
                2,
                "RA, ERA.3138.1.55, l 89",
                "Valga linnavolikogu koosoleku protokoll nr. 7 (lõpp)",
                "14. mai 1925",
                "minutes",
                "et",
                "Valga",
                "Valga Linnavolikogu",
            ),
        ),
        "council minutes; PDF of scans with a hidden text layer",
        mode="hidden",
        quality=50,
        model="est",
    ),
    Scan(
        "et-inventory-1990.pdf",
        (
            Sheet(
                (
                    title("NARVA LINNAARHIIV", 1.2),
                    title("Fond 57. Säilikute nimistu nr. 1", 1.1),
                    centre("Koostatud 15. novembril 1990"),
                    Table(
                        (9, 62, 17, 12),
                        ("Säilik", "Pealkiri", "Aastad", "Lehti"),
                        (
                            ("1", "Kreenholmi manufaktuuri tööliste palgaraamatud", "1921-1924", "212"),
                            ("2", "Kreenholmi manufaktuuri käskkirjad", "1925-1930", "148"),
                            ("3", "Ehitusosakonna palgalehed: Ivanov, Tamm, Kalnin", "1935-1938", "96"),
                            ("4", "Linna kalmistute matmisraamat", "1919-1940", "305"),
                            ("5", "Kirjavahetus Valga ja Valka linnaga", "1922-1939", "77"),
                            ("6", "Kirjavahetus Kingissepa rajooniga", "1945-1952", "54"),
                        ),
                    ),
                    left("Nimistusse on võetud kuus säilikut. Arhivaar E. Tamm"),
                ),
                size=12,
            ),
            Sheet(
                (
                    title("Saatesõna", 1.2),
                    Text(
                        "Fondi kuuluvad Narva ettevõtete ja asutuste dokumendid, mis päästeti 1944. aastal põlevast linnast. "
                        "Osa raamatuid on kahjustatud ja nende lehed on kokku kleepunud."
                    ),
                    Text(
                        "Perekonnanimed esinevad dokumentides mitmel kujul: Ivanov, Iwanow, Ivanoff ja Ivanovs; Schröder ja "
                        "Šreder; Kalnin ja Kalniņš. Otsijal tuleb kontrollida kõiki kirjaviise."
                    ),
                    Text("Kalmistute matmisraamatus on märgitud ka need, kes olid sündinud Valga ja Valka lähedal."),
                    right("E. Tamm, arhivaar"),
                ),
                size=12,
            ),
        ),
        (
            Row(
                0,
                "RA, ERAF.57.1.1, l 1",
                "Narva linnaarhiivi fondi 57 nimistu nr. 1",
                "15. november 1990",
                "inventory",
                "et",
                "Narva",
                "Narva Linnaarhiiv",
            ),
            Row(
                2,
                "RA, ERAF.57.1.1, l 2",
                "Narva linnaarhiivi fondi 57 saatesõna",
                "15. november 1990",
                "inventory",
                "et",
                "Narva",
                "Narva Linnaarhiiv",
            ),
        ),
        "born-digital PDF with visible text and no image",
        dpi=200,
        mode="digital",
        model="est",
    ),
)

LATVIAN = (
    Scan(
        "lv-burials-1932.jpg",
        (
            Sheet(
                (
                    title("VALKAS PILSĒTAS KAPU REĢISTRS", 1.25),
                    Text("1932. gads. Lapa 12", "centre", gap=0.6),
                    Table(
                        (6, 34, 22, 15, 15, 14),
                        ("Nr.", "Vārds, uzvārds, nodarbošanās", "Dzimis", "Miris", "Apbedīts", "Rinda"),
                        (
                            ("1", "Kalniņš, Pēteris, saimnieks", "1851, Lugažos", "5. janvārī", "9. janvārī", "3-7"),
                            ("2", "Ivanovs, Fjodors, dārznieks", "1858, Kaagjervē", "11. janvārī", "14. janvārī", "3-8"),
                            ("3", "Bērziņa, Līna, atraitne", "1849, Valkā", "20. janvārī", "24. janvārī", "3-9"),
                            ("4", "Tamms, Jānis, kalējs", "1866, Karulā", "3. februārī", "6. februārī", "4-1"),
                            ("5", "Šrēders, Ernests, skolotājs", "1870, Rīgā", "15. februārī", "18. februārī", "4-2"),
                            ("6", "Ozoliņa, Milda, kalpone", "1911, Ērģemē", "22. februārī", "25. februārī", "4-3"),
                        ),
                    ),
                    Text(
                        "Apbedīšanu izdarīja mācītājs K. Liepiņš. Ivanova kaps atrodas kapsētas pareizticīgo daļā. "
                        "Kapu pārzinis: A. Krūmiņš.",
                        "left",
                    ),
                ),
                face="roman",
                entries="typed-lv",
                size=11,
                paper=(280, 190),
                age={"skew": -0.8, "curl": 1.2, "stain": 2},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 1234. f., 1. apr., 567. l., 12. lp.",
                "Valkas pilsētas kapu reģistrs",
                "1932. gada janvāris - februāris",
                "burial",
                "lv",
                "Valka",
                "Valkas pilsētas valde",
            ),
        ),
        "ruled burial register, stained colour JPEG",
        mode="colour",
        quality=52,
        dpi=300,
        model="lav",
    ),
    Scan(
        "lv-order-1936.tif",
        (
            Sheet(
                (
                    Text("VALKAS APRIŅĶA CEĻU INŽENIERIS", "centre", 1.0, True, gap=0.2),
                    title("PAVĒLE Nr. 19", 1.15),
                    left("Valkā", 0),
                    right("1936. gada 24. aprīlī"),
                    Text(
                        "§ 1. Pieņemu darbā par mūrnieku pie Gaujas tilta būves Ivanu Ivanovu, dzimušu 1894. gadā "
                        "Jamburgā, ar algu četrdesmit pieci lati mēnesī, skaitot no 1. maija."
                    ),
                    Text(
                        "§ 2. Ieceļu desmitnieku Andreju Kalniņu par ceļu meistaru otrajā iecirknī līdzšinējā meistara "
                        "Jāņa Ozoliņa vietā, kuru slimības dēļ atbrīvoju no darba."
                    ),
                    Text(
                        "§ 3. Izsaku pateicību strādniekam Pēterim Tammam par kārtīgu darbu plūdu laikā. Strādniekiem, "
                        "kas strādāja naktīs, izmaksāt piemaksu divdesmit procentu apmērā."
                    ),
                    Text(
                        "§ 4. Piešķiru grāmatvedim Arnoldam Šrēderam divu nedēļu atvaļinājumu ar izbraukšanu uz Igauniju, Narvas pilsētu."
                    ),
                    left("Ceļu inženieris    V. Bērziņš", 0.2),
                    left("Darbvedis    K. Krūmiņš"),
                ),
                face="typed-lv",
                size=11.5,
                age={"skew": 0.5, "speck": 0.6},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 3724. f., 2. apr., 118. l., 40. lp. o. p.",
                "Valkas apriņķa ceļu inženiera pavēle Nr. 19",
                "1936. gada 24. aprīlī",
                "employment",
                "lv",
                "Valka",
                "Valkas apriņķa ceļu inženieris",
            ),
        ),
        "personnel order; 1-bit TIFF (Group 4), 300 dpi",
        dpi=300,
        mode="bilevel",
        model="lav",
    ),
    Scan(
        "lv-payroll-1938.png",
        (
            Sheet(
                (
                    Text("Valkas apriņķa ceļu pārvalde", "left", face="roman", gap=0),
                    title("ALGU SARAKSTS", 1.35, "roman"),
                    Text("par 1938. gada augustu", "centre", gap=0.5),
                    Table(
                        (6, 28, 20, 12, 16, 16, 16),
                        ("Nr.", "Strādnieka vārds", "Amats", "Dienas", "Alga Ls", "Atvilkts", "Izmaksāt"),
                        (
                            ("1", "Ivanovs Nikolajs", "mūrnieks", "25", "62,50", "3,10", "59,40"),
                            ("2", "Kalniņš Andrejs", "meistars", "26", "91,00", "4,55", "86,45"),
                            ("3", "Tamms Pēteris", "akmeņkalis", "24", "57,60", "2,85", "54,75"),
                            ("4", "Liepa Alfrēds", "braucējs", "26", "49,40", "2,45", "46,95"),
                            ("5", "Zariņa Marta", "apkopēja", "26", "31,20", "1,55", "29,65"),
                            ("6", "Kļaviņš Jānis", "kalējs", "22", "55,00", "2,75", "52,25"),
                        ),
                    ),
                    left("Kopā izmaksāts trīs simti divdesmit deviņi lati 45 santīmi.", 0.2),
                    left("Strādniekiem algas izmaksāja kasieris: Šrēders."),
                ),
                face="roman",
                entries="typed-lv",
                size=10.5,
                paper=(215, 145),
                margin=14,
                age={"skew": -0.5, "plain": 1},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 3724. f., 2. apr., 131. l., 8. lp.",
                "Ceļu pārvaldes strādnieku algu saraksts",
                "1938. gada augusts",
                "payroll",
                "lv",
                "Valka",
                "Valkas apriņķa ceļu pārvalde",
            ),
        ),
        "payroll list with ruled figures in PNG",
        dpi=300,
        model="lav",
    ),
    Scan(
        "lv-marriage-1928.jpg",
        (
            Sheet(
                (
                    Text("LATVIJAS REPUBLIKA", "centre", 1.0, True, gap=0.1),
                    title("LAULĪBU REĢISTRA IZRAKSTS", 1.25),
                    Text("Valkas pilsētas dzimtsarakstu nodaļa", "centre", gap=0.6),
                    Field("Reģistra numurs", "27"),
                    Field("Laulības diena", "1928. gada 16. jūnijs"),
                    Field("Līgavainis", "Andrejs Kalniņš, zemkopis"),
                    Field("Dzimis", "1899. gada 3. martā Lugažu pagastā"),
                    Field("Vecāki", "Pēteris Kalniņš un Trīne, dzimusi Ozola"),
                    Field("Līgava", "Anna Ivanova, šuvēja"),
                    Field("Dzimusi", "1904. gada 21. novembrī Narvā"),
                    Field("Vecāki", "Fjodors Ivanovs un Marija, dzimusi Tamma"),
                    Field("Liecinieki", "Jānis Tamms un Ernests Šrēders"),
                    Text(
                        "Šis izraksts pilnīgi saskan ar laulību reģistra ierakstu, ko ar parakstu un zīmogu apliecinu. "
                        "Valkā, 1928. gada 2. jūlijā.",
                        "left",
                    ),
                    right("Nodaļas pārzinis K. Bērziņš"),
                ),
                face="oldstyle",
                entries="typed-lv",
                size=12,
                paper=(185, 230),
                age={"skew": 0.9, "stain": 1, "bleed": 0.10},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 5024. f., 2. apr., 902. l., 31. lp.",
                "Laulību reģistra izraksts: Andrejs Kalniņš un Anna Ivanova",
                "1928. gada 16. jūnijā",
                "marriage",
                "lv",
                "Valka",
                "Valkas pilsētas dzimtsarakstu nodaļa",
            ),
        ),
        "civil-register extract: form with typed entries",
        quality=50,
        dpi=300,
        model="lav",
    ),
    Scan(
        "lv-court-1868.png",
        (
            Sheet(
                (
                    title("Lugaschu pagasta teesas protokols.", 1.3),
                    centre("1868. gadâ, 15. oktobrî."),
                    Text(
                        "Klaht bij: preekschsehdetajs Jahnis Behrsiꞥsch, peesehdetaji Pehteris Osols un Andrejs Kalniꞥsch, "
                        "skrihweris Leepa."
                    ),
                    Text(
                        "Teesas preekschâ nahza Leijas Kalniꞥu mahju saimneeks Pehteris Kalniꞥsch un suhdseja, ka wiꞥa "
                        "kaimiꞥsch Jahnis Tamms ruden¬swehtkôs wiꞥa sirgu bes atłaujas us Walku brauzis un ka "
                        "sirgs us zeła krihtis. Wiꞥsch prasa diwdesmit peezus rubłus par sirgu."
                    ),
                    Text(
                        "Jahnis Tamms atbildeja, ka sirgs jau preeksch tam wahjsch un slims bijis un ka saimneeks pats "
                        "wiꞥam sirgu dewis, lai labibu us tirgu wedot."
                    ),
                    Text("Leezineeks Iwans Iwanows, Kahrłu muischas dahrsneeks, apleezinaja, ka sirgs wehl otrâ deenâ wesels bijis."),
                    Text(
                        "Teesa nospreeda: Jahnim Tammam jamaksa saimneekam diwpadsmit rubłi sudraba diwu mehneschu laikâ. "
                        "Spreedums abahm pusehm preekschâ lasihts."
                    ),
                ),
                face="fraktur",
                size=13,
                paper=(175, 225),
                margin=18,
                age={"skew": -0.6, "plain": 1, "press": 1},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 624. f., 1. apr., 45. l., 7. lp. o. p.",
                "Lugažu pagasta tiesas protokols: Kalniņš pret Tammu",
                "1868. gada 15. oktobrī",
                "court",
                "lv",
                "Lugaži",
                "Lugažu pagasta tiesa",
            ),
        ),
        "Latvian Fraktur in old orthography (ah, ee, ſch, ꞥ, w); PNG",
        model="Fraktur",
        dpi=240,
    ),
    Scan(
        "lv-newspaper-1891.jpg",
        (
            Sheet(
                (
                    title("Robeschneeks", 2.0),
                    centre("Nr. 14. Walkâ, zeturtdeenâ, 4. aprilî 1891. gadâ."),
                    Rule(),
                    Columns(
                        (
                            (
                                title("Eekschsemes sinas.", 1.15),
                                Text(
                                    "No Walkas. Pagahjuschâ swehtdeenâ eeswehtija muhsu pilsehtas jauno kapsehtu. Runu "
                                    "tureja mahzitajs Schreders. Lauschu bija łoti daudz no abahm pusehm."
                                ),
                                Text(
                                    "No Lugascheem. Saimneeks Pehteris Kalniꞥsch pahrdewis sawas mahjas un dodas us "
                                    "Narwu, kur fabrikâ strahdneekeem labaka alga."
                                ),
                                Text("No Rihgas. Ledus Daugawâ isgahjis, un kugi atkal eet us juhru."),
                            ),
                            (
                                title("Sludinajumi.", 1.15),
                                Text("Dahrsneeks mekle weetu. Ja¬waiza pee Iwana Iwanowa Walkâ, Rihgas eelâ, namâ nr. 9."),
                                Text("Dseesmu swehtki notiks wasarâ. Dseedataji lai peeteizahs pee skolotaja Behrsiꞥa lihds 1. maijam."),
                                Text(
                                    "Miris Jahnis Tamms, kalejs, 63 gadus wezs. Apbedischana Walkas kapsehtâ 6. aprilî. To "
                                    "sino behdigee behrni."
                                ),
                            ),
                        )
                    ),
                ),
                face="fraktur",
                size=12.5,
                paper=(195, 180),
                margin=15,
                age={"skew": 0.6, "stain": 1, "yellow": 1, "bleed": 0.06},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 6810. f., 1. apr., 3. l., 14. lp.",
                "Avīze „Robežnieks“ Nr. 14",
                "1891. gada 4. aprīlī",
                "newspaper",
                "lv",
                "Valka",
                "Robežnieks",
            ),
        ),
        "newspaper columns in Latvian Fraktur, old orthography",
        mode="colour",
        quality=55,
        dpi=240,
        model="Fraktur",
    ),
)

GERMAN = (
    Scan(
        "de-baptism-1851.jpg",
        (
            Sheet(
                (
                    title("Aus|zug aus dem Kirchenbuche", 1.5),
                    centre("der St. Johannis|kirche zu Walk in Livland", 1.1),
                    Rule(),
                    Text(
                        "Im Jahre Eintausend achthundert ein und fünfzig, am neunten Februar, Morgens um vier Uhr, ist auf dem "
                        "Gute Karolen bei Walk geboren und am siebzehnten desselben Monats getauft worden Peter Iwanow."
                    ),
                    Text(
                        "Die Eltern sind: der Gärtner Iwan Iwanow, griechischer Confession, und dessen Ehe|frau Marie, geborene "
                        "Tamm, lutherischer Confession. Auf schriftliches Verlangen des Vaters wurde das Kind später "
                        "der griechischen Kirche zugezählt."
                    ),
                    Text(
                        "Taufzeugen waren: der Verwalter Karl von Schröder, der Müller Peter Kalning und die Magd Anna "
                        "Tamm. Die Taufe verrichtete Pastor Wilhelm Hartmann."
                    ),
                    Text(
                        "Daß dieser Aus|zug mit dem Original gleich|lautend ist, bescheinigt mit Unterschrift und Siegel. "
                        "Walk, den 3. Mai 1851."
                    ),
                    right("W. Hartmann, Pastor zu Walk"),
                ),
                face="fraktur",
                size=14,
                paper=(180, 225),
                margin=18,
                age={"skew": 0.9, "stain": 2, "fold": 1, "bleed": 0.08},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 235. f., 4. apr., 1102. l., 33. lp.",
                "Taufschein für Peter Iwanow",
                "9. Februar 1851",
                "birth",
                "de",
                "Walk",
                "St. Johanniskirche zu Walk",
            ),
        ),
        "baptism extract in German Fraktur; colour JPEG with stains and fold",
        mode="colour",
        quality=55,
        dpi=240,
        model="Fraktur",
    ),
    Scan(
        "de-minutes-1868.tif",
        (
            Sheet(
                (
                    title("Protocoll des Rathes der Stadt Narva.", 1.35),
                    centre("Sitzung vom 8. October 1868."),
                    Text(
                        "Anwesend waren: der Bürgermeister von Schröder, die Raths|herren Hansen, Kruse und Gendt, der "
                        "Stadt|secretair Petersen."
                    ),
                    Text(
                        "1. Es wurde verlesen das Gesuch des Maurer|meisters Fedor Iwanow, gebürtig aus der Gegend von Walk, um "
                        "Aufnahme in die Bürgerschaft. Der Rath beschloß, dem Bittsteller die Aufnahme gegen Erlegung "
                        "von zwölf Rubeln zu gewähren."
                    ),
                    Text(
                        "2. Der Vorsteher des Kirch|hofes klagte, daß die Mauer am Flusse durch das Hoch|wasser beschädigt "
                        "worden sei und daß mehrere Gräber offen lägen. Beschlossen, die Aus|besserung sogleich "
                        "durch den Maurer Iwanow ausführen zu lassen."
                    ),
                    Text("3. Dem Weber Jaan Tamm wird erlaubt, auf dem Grundstücke Nr. 14 in der Vorstadt ein hölzernes Haus zu erbauen."),
                ),
                face="fraktur",
                size=13,
                paper=(180, 235),
                margin=18,
                age={"skew": -0.7, "speck": 0.5},
            ),
            Sheet(
                (
                    centre("Fortsetzung der Sitzung vom 8. October 1868."),
                    Text(
                        "4. Die Wittwe Kalning bittet um Unterstützung aus der Armen|kasse, da ihr Mann im Sommer verstorben "
                        "und auf Kosten der Stadt begraben worden ist. Es wurden ihr monatlich zwei Rubel bewilligt."
                    ),
                    Text(
                        "5. Der Director der Krähnholmer Manufactur zeigte an, daß in diesem Jahre sechs|hundert Arbeiter "
                        "aus den Dörfern bei Jamburg angenommen worden seien. Der Rath nahm davon Kenntniß."
                    ),
                    Text("6. Die Rechnungen des Hospitals wurden geprüft und richtig befunden."),
                    Text("Womit die Sitzung geschlossen wurde."),
                    left("Bürgermeister von Schröder", 0.1),
                    left("Stadt|secretair Petersen"),
                ),
                face="fraktur",
                size=13,
                paper=(180, 235),
                margin=18,
                age={"skew": 0.4, "speck": 0.7},
            ),
        ),
        (
            Row(
                1,
                "RA, EAA.1646.1.1203, l 44",
                "Protokoll des Rates der Stadt Narva",
                "8. October 1868",
                "minutes",
                "de",
                "Narva",
                "Rat der Stadt Narva",
            ),
            Row(
                2,
                "RA, EAA.1646.1.1203, l 44p",
                "Protokoll des Rates der Stadt Narva (Fortsetzung)",
                "8. October 1868",
                "minutes",
                "de",
                "Narva",
                "Rat der Stadt Narva",
            ),
        ),
        "council minutes in German Fraktur; multi-page 1-bit TIFF",
        dpi=300,
        mode="bilevel",
        model="Fraktur",
    ),
    Scan(
        "de-letter-1887.jpg",
        (
            Sheet(
                (
                    Text("Guts|verwaltung Karolen", "centre", 1.7, True, gap=0.1),
                    centre("Kreis Walk. Gouvernement Livland.", 1.0),
                    Rule(),
                    right("Karolen, den 15./27. März 1887"),
                    left("Hoch|geehrter Herr Director!"),
                    Text(
                        "Auf Ihre Anfrage vom 2. März theile ich Ihnen ergebenst mit, daß der Gärtner Iwan Iwanow in den "
                        "Jahren 1846 bis 1879 in unseren Diensten gestanden hat. Er war ein treuer und nüchterner Mann und "
                        "hat seinen Abschied nur wegen seines hohen Alters genommen."
                    ),
                    Text(
                        "Sein Sohn Peter erlernte das Maurer|handwerk in Walk und ist, wie ich höre, in Jamburg ansässig. "
                        "Die Arbeiter unseres Gutes erinnern sich seiner gern."
                    ),
                    Text("Das verlangte Zeugniß lege ich bei und bitte, es dem Weber|meister Tamm, der die Familie kennt, zu übergeben."),
                    Text("Mit vorzüglicher Hochachtung", "left"),
                    right("Alexander von Schröder"),
                ),
                face="fraktur",
                size=13,
                paper=(185, 235),
                margin=20,
                age={"skew": -0.5, "bleed": 0.16, "fold": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, EAA.1395.1.640, l 9",
                "Alexander von Schröder an die Direktion der Krähnholmer Manufaktur",
                "15./27. März 1887",
                "correspondence",
                "de",
                "Karolen",
                "Gutsverwaltung Karolen",
            ),
        ),
        "letterhead letter in German Fraktur with strong bleed-through",
        quality=50,
        dpi=240,
        model="Fraktur",
    ),
)

OTHERS = (
    Scan(
        "en-letter-1921.pdf",
        (
            Sheet(
                (
                    Text("NORTHERN RELIEF MISSION", "centre", 1.3, True, "roman", 0.1),
                    Text("Baltic Section. Port Office, Reval, Esthonia", "centre", 1.0, False, "roman", 0.2),
                    Rule(),
                    right("Narva, 22nd November 1921"),
                    left("Dear Mr. Whitfield,"),
                    Text(
                        "I have now visited the refugee kitchens at Narva and Jamburg. At present we are feeding eleven "
                        "hundred children a day, most of whom came across the river from Russia with nothing but the clothes "
                        "they wore."
                    ),
                    Text(
                        "The store is kept by Peter Ivanov, a mason born near Walk, who speaks five languages and whose "
                        "honesty nobody doubts. His wages were raised in September. Mrs. Tamm, the miller's widow, cooks "
                        "for us, and two nurses lent by Baron von Schröder look after the sick."
                    ),
                    Text(
                        "Typhus is falling, but the cemeteries on both banks have been enlarged, and the parish priest "
                        "buried nineteen persons last week. We need blankets, soap and four cases of condensed milk "
                        "before the harbour freezes."
                    ),
                    left("Yours sincerely,", 0.2),
                    left("Margaret A. Ellison"),
                ),
                face="typed-en",
                size=11.5,
                age={"skew": 0.6, "stain": 1, "fold": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, ERA.957.11.83, l 102",
                "Letter of the Northern Relief Mission from Narva",
                "22 November 1921",
                "correspondence",
                "en",
                "Narva",
                "Northern Relief Mission",
            ),
        ),
        "English letterhead letter in a PDF of images without text layer",
        quality=52,
        model="eng",
    ),
    Scan(
        "en-certificate-1947.png",
        (
            Sheet(
                (
                    title("CERTIFICATE OF EMPLOYMENT", 1.1),
                    centre("Assembly Centre No. 73, Lübeck"),
                    Text(
                        "This is to certify that Mr. Andrejs KALNINS, born 3 March 1899 at Lugazi near Valka, Latvia, has "
                        "been employed in this Centre as a road foreman from 14 August 1945 to 30 June 1947."
                    ),
                    Text(
                        "His wife Anna Kalnins, formerly Ivanova, born 21 November 1904 at Narva, Estonia, worked in the "
                        "sewing shop during the same period. Their last residence in Latvia was Valka."
                    ),
                    Text(
                        "Mr. Kalnins was paid a weekly wage of nine marks. His papers were lost at sea; the foregoing dates of "
                        "birth are stated under oath before two witnesses, Janis Tamms and Ivan Ivanov."
                    ),
                    left("Issued at Lübeck, 2 July 1947", 0.2),
                    left("R. H. Barlow, Employment Officer"),
                ),
                face="typed-en",
                size=11.5,
                paper=(210, 190),
                age={"skew": -0.6, "plain": 1, "faint": 1},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 2191. f., 1. apr., 74. l., 3. lp.",
                "Certificate of employment for Andrejs Kalnins",
                "2 July 1947",
                "employment",
                "en",
                "Lübeck",
                "Assembly Centre No. 73",
            ),
        ),
        "typewriter with a worn-out ribbon",
        model="eng",
    ),
    Scan(
        "fi-deaths-1920.jpg",
        (
            Sheet(
                (
                    title("KUOLLEIDEN JA HAUDATTUJEN LUETTELO", 1.2),
                    Text("Kosemkinan luterilainen seurakunta, 1920", "centre", gap=0.5),
                    Table(
                        (7, 35, 25, 16, 17, 16),
                        ("N:o", "Nimi ja sääty", "Syntymäpaikka", "Kuollut", "Haudattu", "Kuolinsyy"),
                        (
                            ("8", "Matti Korhonen, talollinen", "Kosemkina", "2.3.1920", "7.3.1920", "keuhkotauti"),
                            ("9", "Anna Ivanoff, leski", "Jaama", "11.3.1920", "14.3.1920", "vanhuus"),
                            ("10", "Juho Tamm, seppä", "Narva", "19.3.1920", "21.3.1920", "lavantauti"),
                            ("11", "Katri Virtanen, lapsi", "Kallivieri", "25.3.1920", "28.3.1920", "hinkuyskä"),
                            ("12", "Simo Laukkanen, torppari", "Keikino", "30.3.1920", "4.4.1920", "hukkunut"),
                        ),
                    ),
                    Text(
                        "Vainajat haudattiin Kosemkinan hautausmaalle, paitsi Juho Tamm, joka vietiin Narvaan vaimonsa haudan "
                        "viereen. Narvan sairaalassa kuolleista ei ole saatu tietoja. Pakolaisten nimet on kirjoitettu "
                        "omaisten kertomuksen mukaan.",
                        "left",
                    ),
                    right("Kirkkoherra K. Savolainen"),
                ),
                face="oldstyle",
                size=12,
                paper=(260, 185),
                age={"skew": 0.7, "curl": 1.0, "stain": 1},
            ),
        ),
        (
            Row(
                0,
                "Ф. 1999. Оп. 2. Д. 41. Л. 16",
                "Kosemkinan seurakunnan kuolleiden luettelo",
                "maaliskuu 1920",
                "death",
                "fi",
                "Kosemkina",
                "Kosemkinan luterilainen seurakunta",
            ),
        ),
        "register of deaths in Finnish from the Russian bank of the river",
        quality=52,
        dpi=300,
        model="fin",
    ),
    Scan(
        "sv-minutes-1898.jpg",
        (
            Sheet(
                (
                    title("PROTOKOLL", 1.5),
                    centre("fördt vid kyrkostämma med svensk-finska församlingen i Narva"),
                    centre("den 8 november 1898"),
                    Text(
                        "§ 1. Stämman öppnades af kyrkoherden Lindström, som utsåg kantorn Holmberg att föra protokollet. "
                        "Närvarande voro tjugu medlemmar af församlingen."
                    ),
                    Text(
                        "§ 2. Föredrogs räkenskaperna för det gångna året. Inkomsterna hade uppgått till fyrahundra rubel "
                        "och utgifterna till trehundra nittio. Församlingen beviljade kassören ansvarsfrihet."
                    ),
                    Text(
                        "§ 3. Beslöts att kyrkogårdens mur skulle lagas under våren. Arbetet öfverläts åt muraren "
                        "Peter Ivanoff från Jamburg, som begärt fyrtio rubel."
                    ),
                    Text(
                        "§ 4. Änkan Maria Tamm, hvars man blifvit begrafven på församlingens bekostnad, erhöll ett "
                        "understöd af sex rubel ur fattigkassan."
                    ),
                    left("In fidem: A. Holmberg", 0.1),
                    left("Justeradt: C. Lindström, G. von Schröder"),
                ),
                face="oldstyle",
                size=12.5,
                paper=(190, 240),
                age={"skew": 0.6, "stain": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, EAA.1219.1.66, l 5",
                "Protokoll från kyrkostämma i Narva",
                "8 november 1898",
                "minutes",
                "sv",
                "Narva",
                "Narva rootsi-soome kogudus",
            ),
        ),
        "Swedish parish minutes, scanned upside down",
        quality=50,
        turn=180,
        model="swe",
    ),
    Scan(
        "pl-marriage-1931.jpg",
        (
            Sheet(
                (
                    title("ODPIS SKRÓCONY AKTU MAŁŻEŃSTWA", 1.2),
                    Text("Parafia rzymskokatolicka św. Antoniego w Narwie", "centre", gap=0.5),
                    Field("Numer aktu", "4 z roku 1931"),
                    Field("Data ślubu", "14 lutego 1931 roku"),
                    Field("Pan młody", "Jan Kowalski, tkacz, lat 27"),
                    Field("Urodzony", "w Wilnie, syn Józefa i Heleny"),
                    Field("Panna młoda", "Katarzyna Iwanow, szwaczka"),
                    Field("Urodzona", "w Jamburgu, córka Piotra i Marii"),
                    Field("Świadkowie", "Stanisław Nowak i Piotr Kalnin"),
                    Text(
                        "Małżeństwo zostało zawarte po trzech zapowiedziach. Narzeczeni mieszkają przy fabryce w Narwie. "
                        "Ojciec panny młodej, murarz Piotr Iwanow, pochodzi z okolic miasta Walk i został zapisany "
                        "jako wyznania prawosławnego.",
                        "left",
                    ),
                    Text("Zgodność odpisu z księgą stwierdzam. Narwa, dnia 2 marca 1931 roku.", "left"),
                    right("ks. Leon Wiśniewski, proboszcz"),
                ),
                face="oldstyle",
                entries="typed-en",
                size=12,
                paper=(185, 220),
                age={"skew": -0.7, "stain": 2, "fold": 1},
            ),
        ),
        (
            Row(
                0,
                "RA, EAA.5377.1.12, l 4",
                "Odpis aktu małżeństwa: Jan Kowalski i Katarzyna Iwanow",
                "14 lutego 1931",
                "marriage",
                "pl",
                "Narva",
                "Parafia św. Antoniego w Narwie",
            ),
        ),
        "Polish marriage record with typed entries, stained",
        quality=52,
        dpi=300,
        model="pol",
    ),
    Scan(
        "xx-handwritten-1874.jpg",
        (
            Sheet(
                (
                    Text(
                        "Hiermit bezeuge ich daß der Gärtner Iwan Iwanow aus Karolen bei Walk am heutigen Tage vor mir "
                        "erschienen ist und gebeten hat seinem Sohne Peter den ihm gehörigen Garten sammt Hause und allem "
                        "was darin ist zu eigen zu geben mit der Bedingung daß der Sohn ihn und seine Frau bis an ihr "
                        "Ende ernähre und nach dem Tode christlich begraben lasse wofür derselbe auch die Schulden des Vaters "
                        "bei dem Müller Kalning und bei dem Wirthe Tamm übernimmt welches beide Theile nach Verlesung durch "
                        "drei Kreuze bekräftigt haben in Gegenwart der Zeugen"
                    ),
                ),
                face="kurrent",
                size=17,
                paper=(180, 225),
                age={"skew": 0.8, "stain": 2, "bleed": 0.1, "fold": 1},
            ),
        ),
        (
            Row(
                0,
                "LNA LVVA, 235. f., 4. apr., 1102. l., 60. lp. o. p.",
                "Handschriftlicher Vertrag",
                "ca 1874",
                "other",
                "de",
                "Walk",
                "",
            ),
        ),
        "cursive handwriting in the manner of Kurrent: must end up as unreadable",
        mode="colour",
        quality=50,
        model="Fraktur",
    ),
)

SCANS = RUSSIAN + OLD_RUSSIAN + ESTONIAN + LATVIAN + GERMAN + OTHERS
"""Every file of the sample set, in the order of the tables."""
