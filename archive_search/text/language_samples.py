"""Short texts that teach :mod:`archive_search.text.language` what each Latin-script language looks like.

Written for this project and under its licence. They are about what the records are about, with the small words every text has; old spelling
is made from them by rule, so it is not written out here.
"""

SAMPLES: dict[str, str] = {
    "et": """
Narva linna kalmistu matuseregister. Haua number, surnu nimi, sünniaeg, surma põhjus ja matmise päev. Maetud on kirikuaia vanasse ossa, oma
ema kõrvale. Poeg Jaan Tamm, talupoja poeg, sündis kuueteistkümnendal märtsil ja ristiti kolm päeva hiljem. Vaderid olid peremees Mihkel, sulase
naine Mari ja noormees Hans naabertalust. Vallakohus otsustas, et kaebaja peab maksma viis rubla trahvi, sest ta ei ole oma hobust kinni pidanud,
kui see teise mehe viljapõllul käis. Kohtu ees seisis ka tunnistaja, kes ütles, et tema midagi ei näinud. Sellega oli asi lõpetatud ja kõik
kirjutasid alla. Käskkiri: vabastada töölt omal soovil lukksepp Peeter Kask alates esimesest augustist; töötasu maksta välja kuu lõpus. Vabriku
tööliste palgaleht, ametikoht, päevade arv, kokku kroonides ja sentides. Linnavalitsuse koosoleku protokoll number neliteist. Koosolekut juhatas
linnapea, kohal olid kõik nõunikud peale ühe. Otsustati ehitada uus koolimaja jõe äärde ning võtta selleks laenu. Eile õhtul põles alevis maja
maha, inimesed said välja, aga loomad jäid tulle. Tuletõrje jõudis liiga hilja kohale. Ilm on olnud vihmane ja tee läheb halvemaks, nii et
turule ei saa enam keegi. Kes on leidnud musta koera, see toogu ta kõrtsi juurde ja saab vaevatasu. Mõisa maad anti rendile kaheksaks aastaks,
rent tuleb tasuda igal jüripäeval. Käesolevaga tõendame, et kodanik töötas meie tehases aastatel ja oli hoolas ning kohusetruu töötaja. Tema
isa ja vanaisa elasid selles külas juba siis, kui raudteed veel ei olnud. Ma ei tea, kas sa oled minu kirja kätte saanud, sest posti peale ei
saa loota. Kõik on terved, ainult ema haige. Lapsed käivad koolis, vanem tütar õpib juba lugema ja kirjutama. Meie küla rahvas tahab oma kirikut.
Kohtuotsus loeti neile ette ning seletati edasikaebamise aega. Maja, milles nad elasid, kuulus kaupmehele. Või ja leib on kallis, kala saab
rannast odavalt. Mis sinna parata, eks elame edasi. Need, kellel on maad, külvavad kartulit, teised otsivad mujalt tööd ja leiba.
""",
    "lv": """
Pilsētas kapsētas apbedīšanas reģistrs. Kapa numurs, mirušā vārds un uzvārds, dzimšanas gads, nāves iemesls un apglabāšanas diena. Apglabāts
vecajos kapos blakus savai mātei. Dēls Jānis, saimnieka Pētera dēls, dzimis sešpadsmitajā martā un kristīts pēc trim dienām. Krustvecāki bija
saimnieks Miķelis, kalpa sieva Marija un jauneklis Ansis no kaimiņu mājām. Pagasta tiesa nosprieda, ka apsūdzētajam jāmaksā pieci rubļi soda
naudas, jo viņš nav savu zirgu sargājis, kad tas otra vīra laukā gāja. Tiesas priekšā stāvēja arī liecinieks, kas teica, ka viņš neko nav
redzējis. Ar to lieta bija beigta un visi parakstījās. Pavēle: atbrīvot no darba pēc paša vēlēšanās atslēdznieku Pēteri Ozoliņu, sākot ar pirmo
augustu; algu izmaksāt mēneša beigās. Fabrikas strādnieku algu saraksts, amats, dienu skaits, kopā latos un santīmos. Pilsētas valdes sēdes
protokols numur četrpadsmit. Sēdi vadīja pilsētas galva, klāt bija visi padomnieki, izņemot vienu. Nolēma būvēt jaunu skolas namu pie upes un
ņemt šim nolūkam aizdevumu. Vakar vakarā nodega māja, cilvēki paspēja izglābties, bet lopi palika ugunī. Ugunsdzēsēji ieradās par vēlu. Laiks ir
bijis lietains un ceļš kļūst sliktāks, tā ka uz tirgu vairs neviens netiek. Kas atradis melnu suni, lai atved to uz krogu un saņems pateicību.
Muižas zeme tika iznomāta uz astoņiem gadiem, nomas maksa jāsamaksā katru gadu Jurģos. Ar šo apliecinām, ka pilsonis strādāja mūsu rūpnīcā un
bija čakls un godīgs darbinieks. Viņa tēvs un vectēvs dzīvoja šajā ciemā jau tad, kad dzelzceļa vēl nebija. Es nezinu, vai tu manu vēstuli esi
saņēmis, jo pastam nevar uzticēties. Visi ir veseli, tikai māte slima. Bērni iet skolā, vecākā meita jau mācās lasīt un rakstīt. Mūsu ciema
ļaudis grib savu baznīcu. Spriedums tika viņiem nolasīts un izskaidrots pārsūdzības laiks. Nams, kurā tie dzīvoja, piederēja tirgotājam. Maize
un sviests ir dārgi, zivis var dabūt lēti. Ko lai dara, dzīvosim tālāk. Tie, kam ir zeme, sēj rudzus un stāda kartupeļus, citi meklē darbu un
maizi citur. Tad viņa nāca un runāja ar viņu par to, kā tas viss ir noticis, un ka viņiem būtu jāiet projām. Dievs lai svētī šo zemi.
""",
    "de": """
Begräbnisbuch des städtischen Friedhofs. Nummer des Grabes, Name des Verstorbenen, Tag der Geburt, Ursache des Todes und Tag der Beerdigung.
Begraben auf dem alten Kirchhof neben seiner Mutter. Sohn Johann, des Bauern Peter Sohn, wurde am sechzehnten März geboren und drei Tage darauf
getauft. Taufzeugen waren der Wirth Michael, die Frau des Knechtes und der Jüngling Hans vom benachbarten Hofe. Das Gemeindegericht hat
entschieden, daß der Verklagte fünf Rubel Strafe zu zahlen habe, weil er sein Pferd nicht gehütet, als es auf dem Felde eines anderen gegangen
ist. Vor Gericht erschien auch ein Zeuge, welcher aussagte, daß er nichts gesehen habe. Damit war die Sache beendigt, und alle haben
unterschrieben. Befehl: der Schlosser ist auf eigenen Wunsch vom ersten August an zu entlassen; der Lohn wird am Ende des Monats ausgezahlt.
Lohnliste der Arbeiter der Fabrik, Stellung, Zahl der Tage, zusammen in Mark und Pfennigen. Protokoll der Sitzung des Magistrats. Den Vorsitz
führte der Bürgermeister, anwesend waren sämtliche Räte außer einem. Es wurde beschlossen, ein neues Schulhaus am Flusse zu bauen und dafür eine
Anleihe aufzunehmen. Gestern abend brannte ein Haus nieder, die Menschen konnten sich retten, aber das Vieh blieb in den Flammen. Die Feuerwehr kam
zu spät. Das Wetter ist regnerisch gewesen und der Weg wird schlechter, so daß niemand mehr auf den Markt fahren kann. Wer einen schwarzen Hund
gefunden hat, der bringe ihn in den Krug und erhält eine Belohnung. Das Land des Gutes wurde auf acht Jahre verpachtet, die Pacht ist jährlich zu
entrichten. Hiermit bescheinigen wir, daß der Genannte in unserem Werke gearbeitet hat und ein fleißiger und ehrlicher Mensch gewesen ist. Sein
Vater und Großvater lebten in diesem Dorfe, als es noch keine Eisenbahn gab. Ich weiß nicht, ob du meinen Brief erhalten hast, denn auf die Post
kann man sich nicht verlassen. Alle sind gesund, nur die Mutter ist krank. Die Kinder gehen zur Schule, und die ältere Tochter lernt schon lesen
und schreiben. Das Urtheil wurde ihnen vorgelesen und die Frist der Berufung erklärt. Brod und Butter sind theuer, Fische bekommt man am Strande
billig. Was soll man thun, wir leben weiter. Diejenigen, welche Land haben, bauen Korn und Kartoffeln, die übrigen suchen anderswo Arbeit.
""",
    "en": """
Burial register of the town cemetery. Number of the grave, name of the deceased, date of birth, cause of death and day of burial. Buried in the
old churchyard beside his mother. John, son of the farmer Peter, was born on the sixteenth of March and baptised three days later. The godparents
were the landlord Michael, the wife of a servant and a young man from the neighbouring farm. The parish court has decided that the defendant shall
pay a fine of five roubles, because he did not keep his horse when it went into the field of another man. A witness also came before the court and
said that he had seen nothing. With this the matter was closed and they all signed. Order: the fitter is to be released from work at his own
request from the first of August; wages will be paid at the end of the month. Pay list of the workers of the mill, position, number of days, total
in pounds, shillings and pence. Minutes of the meeting of the town council. The mayor was in the chair, and all members were present except one. It
was resolved to build a new school house by the river and to borrow money for this purpose. Last night a house burned down in the village; the people
could get out, but the cattle were left in the fire. The fire brigade came too late. The weather has been wet and the road is getting worse, so
that nobody can go to the market any more. Whoever has found a black dog should bring it to the inn and will have a reward. The land of the manor
was let for eight years, and the rent has to be paid every spring. We hereby certify that the above named worked in our factory and was an honest
and hard working man. His father and grandfather lived in this village when there was no railway yet. I do not know whether you have received my
letter, for the post cannot be trusted. We are all well, only mother is ill. The children go to school, and the elder daughter is already learning
to read and write. What they want is a church of their own. The judgment was read to them and the time of appeal explained. Bread and butter are
dear, fish may be had cheaply on the shore. Those who have land grow wheat and potatoes, others look for their work elsewhere, which is hard.
""",
    "fi": """
Kaupungin hautausmaan hautausluettelo. Haudan numero, vainajan nimi, syntymäaika, kuolinsyy ja hautaamisen päivä. Haudattu vanhaan osaan äitinsä
viereen. Poika Juhani, talollisen Pietarin poika, syntyi kuudentenatoista päivänä maaliskuuta ja kastettiin kolme päivää myöhemmin. Kummit olivat
isäntä Mikko, rengin vaimo Maria ja nuorukainen Hannu naapuritalosta. Käräjäoikeus päätti, että syytetyn on maksettava viisi ruplaa sakkoa, koska
hän ei ollut vartioinut hevostaan, kun se kulki toisen miehen pellolla. Oikeuden edessä seisoi myös todistaja, joka sanoi, ettei hän ollut nähnyt
mitään. Siihen asia päättyi ja kaikki allekirjoittivat. Määräys: lukkoseppä vapautetaan työstä omasta pyynnöstään elokuun ensimmäisestä päivästä
lukien; palkka maksetaan kuukauden lopussa. Tehtaan työläisten palkkalista, toimi, päivien luku, yhteensä markoissa ja penneissä. Kaupunginvaltuuston
kokouksen pöytäkirja. Puhetta johti pormestari, läsnä olivat kaikki jäsenet paitsi yksi. Päätettiin rakentaa uusi koulutalo joen varrelle ja ottaa
sitä varten laina. Eilen illalla paloi kylässä talo, ihmiset pääsivät ulos, mutta eläimet jäivät tuleen. Palokunta saapui liian myöhään. Sää on ollut
sateinen ja tie huononee, niin ettei torille pääse enää kukaan. Joka on löytänyt mustan koiran, tuokoon sen kestikievariin ja saa palkkion. Kartanon
maat annettiin vuokralle kahdeksaksi vuodeksi, vuokra on maksettava joka kevät. Täten todistamme, että mainittu henkilö on työskennellyt tehtaassamme
ja ollut ahkera ja rehellinen työntekijä. Hänen isänsä ja isoisänsä asuivat tässä kylässä jo silloin, kun rautatietä ei vielä ollut. En tiedä, oletko
saanut kirjeeni, sillä postiin ei voi luottaa. Kaikki ovat terveinä, vain äiti on sairas. Lapset käyvät koulua, vanhempi tytär oppii jo lukemaan
ja kirjoittamaan. Meidän kylämme väki tahtoo oman kirkon. Tuomio luettiin heille ja selitettiin valitusaika. Talo, jossa he asuivat, kuului
kauppiaalle. Leipä ja voi ovat kalliita, kalaa saa rannalta halvalla. Mikä siinä auttaa, eletään eteenpäin. Ne, joilla on maata, kylvävät ruista ja
perunaa, toiset etsivät työtä muualta. Sitten hän tuli ja puhui siitä, miten kaikki tämä oli tapahtunut, ja sanoi lähtevänsä pois.
""",
    "sv": """
Begravningsbok för stadens kyrkogård. Gravens nummer, den avlidnes namn, födelsedag, dödsorsak och dagen för begravningen. Begraven på gamla
kyrkogården bredvid sin moder. Sonen Johan, bonden Peters son, föddes den sextonde mars och döptes tre dagar senare. Faddrar voro husbonden Mikael,
drängens hustru Maria och ynglingen Hans från granngården. Sockenstämman beslöt att den anklagade skulle betala fem rubel i böter, eftersom han
inte hade vaktat sin häst när den gick på en annan mans åker. Inför rätten stod också ett vittne, som sade att han ingenting hade sett. Därmed var
saken avslutad och alla skrev under. Order: låssmeden entledigas på egen begäran från och med den första augusti; lönen utbetalas i slutet av
månaden. Lönelista för fabrikens arbetare, befattning, antal dagar, tillsammans i kronor och ören. Protokoll från stadsfullmäktiges sammanträde.
Ordförande var borgmästaren, närvarande voro alla ledamöter utom en. Man beslöt att bygga ett nytt skolhus vid ån och att för detta ändamål taga ett
lån. I går kväll brann ett hus ned i byn, människorna kunde rädda sig, men djuren blev kvar i elden. Brandkåren kom för sent. Vädret har varit
regnigt och vägen blir sämre, så att ingen längre kan komma till torget. Den som har funnit en svart hund må föra den till gästgivargården och får
då en belöning. Godsets jord utarrenderades på åtta år, arrendet skall betalas varje vår. Härmed intygas att ovannämnda person har arbetat vid vår
fabrik och varit en flitig och ärlig arbetare. Hans far och farfar levde i denna by redan när det ännu inte fanns någon järnväg. Jag vet inte om du
har fått mitt brev, ty på posten kan man inte lita. Alla är friska, endast mor är sjuk. Barnen går i skolan, och den äldre dottern lär sig redan att
läsa och skriva. Byns folk vill ha en egen kyrka. Domen lästes upp för dem och tiden för överklagande förklarades. Huset som de bodde i tillhörde
en köpman. Bröd och smör är dyrt, fisk får man billigt vid stranden. Vad skall man göra, vi lever vidare. De som har jord odlar råg och potatis,
andra söker arbete på annat håll. Sedan kom hon och talade med honom om hur allt detta hade hänt, och att de måste gå därifrån.
""",
    "pl": """
Księga pochowanych cmentarza miejskiego. Numer grobu, imię i nazwisko zmarłego, data urodzenia, przyczyna śmierci i dzień pogrzebu. Pochowany na
starym cmentarzu obok swojej matki. Syn Jan, włościanina Piotra syn, urodził się szesnastego marca i został ochrzczony trzy dni później.
Chrzestnymi byli gospodarz Michał, żona parobka Maria i młodzieniec z sąsiedniego dworu. Sąd gminny postanowił, że oskarżony ma zapłacić pięć rubli
kary, ponieważ nie pilnował swojego konia, kiedy ten chodził po polu innego człowieka. Przed sądem stanął także świadek, który powiedział, że nic nie
widział. Na tym sprawa została zakończona i wszyscy się podpisali. Rozkaz: zwolnić z pracy na własną prośbę ślusarza od dnia pierwszego sierpnia;
wynagrodzenie wypłacić w końcu miesiąca. Lista płac robotników fabryki, stanowisko, liczba dni, razem w złotych i groszach. Protokół posiedzenia rady
miejskiej. Posiedzeniu przewodniczył burmistrz, obecni byli wszyscy radni oprócz jednego. Uchwalono zbudować nowy dom szkolny nad rzeką i zaciągnąć
na to pożyczkę. Wczoraj wieczorem spłonął dom we wsi, ludzie zdołali się uratować, ale bydło zostało w ogniu. Straż pożarna przybyła za późno. Pogoda
była deszczowa i droga jest coraz gorsza, tak że na targ nikt już nie może dojechać. Kto znalazł czarnego psa, niech przyprowadzi go do karczmy, a
otrzyma nagrodę. Ziemię majątku wydzierżawiono na osiem lat, czynsz należy płacić każdej wiosny. Niniejszym zaświadczamy, że wyżej wymieniony pracował
w naszej fabryce i był pracownikiem pilnym oraz uczciwym. Jego ojciec i dziadek mieszkali w tej wsi jeszcze wtedy, gdy nie było kolei. Nie wiem, czy
otrzymałeś mój list, bo na poczcie nie można polegać. Wszyscy są zdrowi, tylko matka jest chora. Dzieci chodzą do szkoły, starsza córka uczy się już
czytać i pisać. Lud naszej wsi chce mieć własny kościół. Wyrok został im odczytany i wyjaśniono termin odwołania. Dom, w którym mieszkali, należał do
kupca. Chleb i masło są drogie, ryby można dostać tanio. Co robić, żyjemy dalej. Ci, którzy mają ziemię, sieją żyto i sadzą kartofle, inni szukają
pracy gdzie indziej. Potem przyszła i mówiła z nim o tym, jak to wszystko się stało, i że będą musieli odejść.
""",
}
