"""Given names common where Deskside speaks a language and among those who work there; words that are no names."""

from __future__ import annotations

from deskside.diagnostics.rules.words import words

_NAMES = """
        aaliyah aaron abdul abdullah abena abigail achim adaeze adam adela adele aditi adrian adriana adrien
        agata agathe agnes agnieszka ahmad ahmed ahmet aicha aiko aina ainhoa aino aisha aitor ajay ake
        akira akosua alain alan alasdair albert alberto aldo alejandra alejandro aleksandra alessandra
        alessandro alessia alex alexander alexandra alexandre alexei alexey alexis alfie alfonso alfred
        alfredo ali alice alicia alina alison alistair allison alma alois alvaro amaia amanda amandine
        amelia amelie amina amir amira amit amy ana anais anastasia anastasiya anatoly anders andre andrea
        andreas andrei andres andrew andrzej andy angel angela angelika angelina angharad anil anita anja
        anjali anke ann anna anne annegret anneliese annemarie annette annika anouk anthony antje antoine
        antoinette anton antonia antonio antti anya aoife arabella archie arjun arman armin arnau arnaud
        arne arno arthur arturo asha ashley ashok asier astrid audrey aurelie aurore avery axel ayse aziz
        babatunde baptiste barbara barnaby barry bart bastian beate beatrice beatriz belen ben benedikt
        bengt benjamin benoit berit bernadette bernard bernd bernhard bert bettina bianca bilal birger
        birgit birgitta birgitte birte bjarne bjorn blanca bob bodo bongani boris brad brandon brenda brian
        brianna bridget brigitte britt britta bronagh bronwen bruce bruno burak busra caleb callum camila
        camille carina carl carla carlo carlos carmen carol carolina caroline carsten caterina catherine
        catriona cecile cecilia cedric celia celine cem cerys cesar chantal charles charlotte chen chiara
        chidi chinedu chioma chloe chris christa christel christian christiane christina christine christoph
        christophe christopher ciara cillian cindy claire clara claude claudia claudine claudio claus
        clemence clemens clement clive colette colin concepcion connor conor corinna corinne cormac cornelia
        crispin cristian cristina cynthia dagmar daisuke damien dan dana daniel daniela daniele danielle
        danuta daria dario darren david davide debbie deborah declan deepa defne delphine denis denise deniz
        dennis derek deshawn detlef devi diana diane didier diego dieter dietmar dilip dimitri dimitris dirk
        divya dmitri dmitry dolores domenico dominik dominique donald donna dora doreen doris dorothea
        dorothee douglas duncan dylan ebba eberhard eckhard edeltraud edgar edith edoardo eduard eduardo
        edward edwin eero eileen eilidh eino ekaterina ekkehard elena eleni elfriede elias elif elisa
        elisabeth elise elizabeth elke ella ellen elliot elodie elsa emeka emiko emil emile emilia emilie
        emily emine emma emmanuel emre enrico enrique eoin eric erica erich erik erika ernesto ernst erwan
        erwin esra esteban estelle esther eszter ethan ethel euan eugen eugenia eva evelyn ewa ewan ezra
        fabian fabien fabienne fabio fabrice faisal farah farid fatih fatima fatma federica federico felicia
        felipe felix femke ferdinand ferenc fergus fernanda fernando filip filippo finn fiona florence
        florian folake frances francesca francesco francis francisca francisco franck francois francoise
        frank franz franziska frauke fred freddie frederic frederik friedrich fritz gabriel gabriela
        gabriele gabriella gael galina ganesh gareth gary gavin geir gemma gennady geoffrey georg george
        georges georgina gerald gerard gerda gerhard gerhild gerlinde gernot gerrit gertrud gianluca giles
        gilles gina ginette giorgio giovanna giovanni gisela giulia giuseppe gladys gloria goran gordon
        gorka gosta grace graham grainne greet greg gregor gregory greta griet grigori grzegorz guenter
        guido guillaume guillem guillermo gunilla gunnar gunter gunther gustav gwen gwenaelle haakon hakan
        hakon halina hamid hamish hamza hana hanna hannah hanne hannelore hannes hans hansruedi harald
        harish harold harriet harry hartmut haruto hasan hassan hatice hauke heather hector heide heidi
        heike heiko heiner heino heinrich heinz helen helena helene helga helmut hendrik henk henri
        henrietta henriette henrik henry herbert hermann herve hieu hilda hilde hildegard hiroshi holger
        horst hubert hugo huong huseyin huw iain ian ibrahim ida ieuan ifeoma ignacio igor iker ilaria ilkay
        ilse imani imke imogen imran ines inge ingeborg inger ingo ingrid insa iratxe irena irene irina iris
        isaac isabel isabella isabelle ismail istvan itziar ivan ivana jaap jack jacob jacqueline jacques
        jadwiga jaime jakob jakub jamal james jan jana jane janet janina janine jarek jason javier jay jean
        jeanette jeanne jeff jeffrey jelena jemima jennifer jenny jens jeppe jeremy jeroen jerome jerzy
        jesper jessica jesus jill jim jimena jing joachim joan joana joanna joao joaquin jochen joe joel
        joerg johan johann johanna johannes john jon jonah jonas jonathan joop joost jordi jorg jorge jorn
        jose joseba josef josefa josefina joseph josephine joshua joyce juan juana judith juergen juhani
        jukka jules julia julian juliane julie julien juliette julio jun jurgen justin justine justyna jutta
        kaan kagiso kai kaja kamal kamil karel karen kari karim karima karin karina karl karla karolina
        karsten karthik katalin katarina katarzyna kate katharina katherine kathleen kathrin kathryn kathy
        katia katja katrin kavita kayla kazimierz kazuki kees keiko keisha keith kelly kemal ken kenji
        kenneth kerry kerstin kevin khadija khalid kim kimberly kirsi kirsten kjell klara klaus knut kofi
        konrad konstantin korbinian kristian kristin kristina krystyna krzysztof kubra kumar kurt kwame
        kwesi kyle lachlan laetitia laia lakshmi lara larissa larry lars lasse laszlo latifa latoya laura
        laure laurence laurent layla lea leah leif leila leire lena lene leo leon leonard leonardo leonie
        leonor leopold lerato leticia leyla li liam lidia lieve lin lina linda ling linh lisa lisbeth
        liselotte liv loic lorena lorenzo lorraine lothar lotte louis louise luc luca lucas lucia lucie
        lucien lucy ludmila ludovic ludwig luigi luis luisa luka lukas lukasz luke lydia lynn maaike maarten
        maciej mackenzie mads magda magdalena magnus mahesh mahmoud maia maik maike maite maj malcolm
        malgorzata malik malte mandy manfred manoj manon manuel manuela marc marcel marcello marcin marco
        marcos marcus mareike margaret margarethe margarita margaux margit margot maria mariam marian
        mariana marianne marie marieke marina mario marion marisol marius marjan mark marko markus marlene
        marlies marta martha martin martina martine mary maryam massimo mateo mateusz mathias mathieu
        mathilde mathis matteo matthew matthias matti maureen maurice maurizio mauro max maxence maxime
        maximilian mayumi meera megan mehdi mehmet mei meike melanie melissa mercedes merve meryem mette mia
        micah michael michaela michal michel michele michelle mickael mieke miguel mika mikael mike mikel
        mikhail mikkel mikko mila milan milena mina ming minh minna miranda mireia mireille miriam mirko
        miroslav mohamed mohammad mohammed moira mona monica monika monique montserrat morag muhammad murat
        mustafa myriam nabil nadezhda nadia nadine nadja naledi naoko naomi natalia natalie natascha natasha
        nathalie nathan naveen neha neil nerea ngozi nia niamh nicholas nicola nicolas nicole niels nigel
        niklas niko nikola nikolai nikolaus nikos nils nina noah noel noelia noemi nolan nomsa nora norbert
        nour nuno nuria odette oksana olaf oleg olga oliver olivia olivier olle olumide omar onur orhan
        oriol orla oscar oskar osman ottilie otto owen ozan pablo padraig paivi paloma pamela paola paolo
        pascal patrice patricia patrick patrik paul paula paulina pauline paulo pavel pawel pedro peggy
        pekka pernille peter petra peyton philip philipp philippa philippe phillip pia pierre piet pieter
        pilar piotr pooja praveen priya quentin rachel rachid rafael ragnhild rahul rainer raj rajesh ralf
        ralph ramesh ramon rania raphael raquel rashid rasmus raul ravi raymond rebecca regina regine regula
        reiner reinhard reinhold remi renata renate rene reuben rhys ricardo riccardo richard rita robert
        roberta roberto robin rocio rodrigo roger rohan roland rolf romain roman romane romy ronald ronan
        ronja ronny rosa rosalie rosalind rosario rosemarie ross roswitha ruben rudiger rudolf ruedi rui
        rupert russell ruth ruud ryan ryszard sabine sabrina sacha sakura salim sally salma salvador
        salvatore sam samantha samir samira samuel sander sandra sandrine sandro sanjay sanne santiago sara
        sarah sascha satu scott seamus sean sebastian sebastien segun selim selin selma serena serge sergei
        sergey sergio serkan severin shane shannon sharon sheila shirin shota shreya sian siegfried sigrid
        silas silke silvia silvio simon simona simone sinead siobhan sipho sjoerd slavko sofia soizic
        solange solveig sonia sonja sophia sophie soraya soren srinivas stanislaw stefan stefania stefanie
        stefano steffen stella stellan stephan stephane stephanie stephen steve steven stuart sunil sunita
        suresh susan susana susanne suzanne svein sven svenja sverre svetlana sylvain sylvia sylvie tadeusz
        takashi takeshi tamara tanguy tanisha tanja tapio tarek tarquin tatiana tatjana ted telse teresa
        terry thabo thandiwe thanh thea theo theodor theresa therese thibault thibaut thierry thijs thomas
        thorsten thuy tiago tim timo timothy tina tobi tobias tom tomas tomasz tomke tommaso toni tony
        torben torstein torsten tracey tracy trang trevor tristan trond tshepo tuan tunde tuula tyrone udo
        ueli ulf ulrich ulrike unai urs ursula uta ute uwe valentin valentina valeria valerie vanessa vasily
        veerle venkat vera veronica veronika veronique vicente victor victoria vijay vikram viktor ville
        vincent vincenzo vinzenz viola virginia virginie vivian vladimir volkan volker vreni walter waltraud
        wanda wayne wei wendy werner wiebke wilfried wilhelm wilhelmina willem william winifred wojciech
        wolfgang wouter xabier xaver xavier xiao xiu yael yan yann yannick yara yasmin yasmine yaw yetunde
        yoko yolanda youssef yuki yuko yulia yuri yusuf yves yvette yvonne zahra zainab zanele zara zbigniew
        zdzislaw zehra zeynep zoe zofia zoltan zsuzsa zuzana
        """
GIVEN_NAMES = words(_NAMES)

_NOT_NAMES = """
        desktop laptop notebook pc workstation mac macbook debian ubuntu fedora raspberrypi android iphone ipad
        kali the and not for with from that this was has are can may will all any one two new old out off set get
        put use used user users name names host hosts server servers client clients computer machine device
        devices printer print printing file files folder path home data date time value values key keys text type
        types list line lines page pages port ports address network internet error errors warning notice info
        debug failed failure success ok done none null true false yes unknown default local remote public private
        shared system service services process account accounts login logon logout session settings setting config
        input output interface group groups role roles profile id ids number numbers code codes status state
        version build update updates check test tests team desk help support everyone everybody there here sir
        madam please thanks thank hello dear hi hey morgen tag abend zusammen leute welt world agent mode mail
        email message messages event events task job jobs queue office work company store market had is it its he
        she they we you me my your his her our their who what when where why how which while because since still
        just now then den der die das dem des ein eine und oder ist sind war nicht kein keine ich sie wir ihr mit
        von aus bei seit nach wegen uber unter hier dort bitte herr herrn frau familie damen herren kollegen
        kollegin kollege le la les un une et ou est sont pas je tu il elle nous vous ils elles mon ma mes votre
        notre avec pour sans dans sur monsieur madame tout tous el los las una unos unas es son no si yo mi su con
        sin por para del senor senora todo todos buenos buenas monday tuesday wednesday thursday friday saturday
        sunday january february march april june july august september october november december montag dienstag
        mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember windows
        linux microsoft google apple chrome firefox outlook teams word excel cisco lenovo dell canon epson brother
        helvetica times segoe logged current domain controller getting unable going trying having using working
        looking waiting writing sorry very really sure str int bool bytes float dict tuple optional object string
        boolean char void const let var func def class return amd64 i386 i686 arm64 armhf aarch64 x86 noarch retry
        retries do does did make made run runs running start started stop stopped add added remove removed first
        last next if so only also ask asks asked open opened close closed read write written send sent sender
        recipient caller author reporter assignee requester owner principal identity keep kept safe same other
        both each every some few many more most less least such than too yet again once ever never always often
        must should would could might shall lets see seen compat dns winbind sss nis mdns4 myhostname ldap
        kerberos basic digest bearer negotiate password secret token wrong right empty missing present absent
        allowed denied locked unlocked expired valid invalid required given found lost changed manual automatic
        auto enabled disabled active inactive online offline ready busy idle up down left connected disconnected
        interactive batch remote-interactive unlock cached logon2 nothing something anything everything nobody
        somebody windows10 windows11 macos ios ipados chromeos freebsd android14 docker podman kubernetes nginx
        apache mysql redis mongodb rabbitmq product products either original dir url link links index title
        content contents header headers body
        """
NOT_NAMES = words(_NOT_NAMES)

_NOT_SURNAMES = """
        street road avenue university hospital airport texas carolina river lake county city island hotel bank
        group inc corp ltd gmbh company office center centre server client driver service manager update error
        tools tool pro air mini plus max ultra edition version studio code desktop laptop printer monitor player
        reader viewer editor browser explorer assistant store cloud drive teams word excel outlook windows linux
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december neue sans serif mono roman bold italic regular hilton stanley motors
        power here there and or the is was has will can not my please speaking laserjet officejet protocol
        services system systems network team desk support help speed size length value values retries connections
        level resolution rate memory age count audio tracing be any all as complete done read unread only
        station theme period reports street xe plus
        graphics
        """
NOT_SURNAMES = words(_NOT_SURNAMES)
