{# Made by `python -m docs.countries` from CLDR, as seeds/countries.csv is: names of countries in small
   letters, each as `;name=CODE`. See country_code() in asking/countries.sql. #}

{# The two-letter codes of all countries. #}
{% macro country_codes() -%}
    {%- set codes -%}
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV
        BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES
        ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE
        IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
        MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU
        NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM
        SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE
        VG VI VN VU WF WS XK YE YT ZA ZM ZW
    {%- endset -%}
    {{ return(codes.split()) }}
{%- endmacro %}

{% macro country_other_codes() -%}
    {%- set names -%}
;ad=AD;and=AD;ae=AE;are=AE;af=AF;afg=AF;ag=AG;atg=AG;ai=AI;aia=AI;al=AL;alb=AL;am=AM;arm=AM;ao=AO
;ago=AO;aq=AQ;ata=AQ;ar=AR;arg=AR;as=AS;asm=AS;at=AT;aut=AT;au=AU;aus=AU;aw=AW;abw=AW;ax=AX;ala=AX
;az=AZ;aze=AZ;ba=BA;bih=BA;bb=BB;brb=BB;bd=BD;bgd=BD;be=BE;bel=BE;bf=BF;bfa=BF;bg=BG;bgr=BG;bh=BH
;bhr=BH;bi=BI;bdi=BI;bj=BJ;ben=BJ;bl=BL;blm=BL;bm=BM;bmu=BM;bn=BN;brn=BN;bo=BO;bol=BO;bq=BQ;bes=BQ
;br=BR;bra=BR;bs=BS;bhs=BS;bt=BT;btn=BT;bv=BV;bvt=BV;bw=BW;bwa=BW;by=BY;blr=BY;bz=BZ;blz=BZ;ca=CA
;can=CA;cc=CC;cck=CC;cd=CD;cod=CD;cf=CF;caf=CF;cg=CG;cog=CG;ch=CH;che=CH;ci=CI;civ=CI;ck=CK;cok=CK
;cl=CL;chl=CL;cm=CM;cmr=CM;cn=CN;chn=CN;co=CO;col=CO;cr=CR;cri=CR;cu=CU;cub=CU;cv=CV;cpv=CV;cw=CW
;cuw=CW;cx=CX;cxr=CX;cy=CY;cyp=CY;cz=CZ;cze=CZ;de=DE;deu=DE;dj=DJ;dji=DJ;dk=DK;dnk=DK;dm=DM;dma=DM
;do=DO;dom=DO;dz=DZ;dza=DZ;ec=EC;ecu=EC;ee=EE;est=EE;eg=EG;egy=EG;eh=EH;esh=EH;er=ER;eri=ER;es=ES
;esp=ES;et=ET;eth=ET;fi=FI;fin=FI;fj=FJ;fji=FJ;fk=FK;flk=FK;fm=FM;fsm=FM;fo=FO;fro=FO;fr=FR;fra=FR
;ga=GA;gab=GA;gb=GB;gbr=GB;uk=GB;gd=GD;grd=GD;ge=GE;geo=GE;gf=GF;guf=GF;gg=GG;ggy=GG;gh=GH;gha=GH
;gi=GI;gib=GI;gl=GL;grl=GL;gm=GM;gmb=GM;gn=GN;gin=GN;gp=GP;glp=GP;gq=GQ;gnq=GQ;gr=GR;grc=GR;el=GR
;gs=GS;sgs=GS;gt=GT;gtm=GT;gu=GU;gum=GU;gw=GW;gnb=GW;gy=GY;guy=GY;hk=HK;hkg=HK;hm=HM;hmd=HM;hn=HN
;hnd=HN;hr=HR;hrv=HR;ht=HT;hti=HT;hu=HU;hun=HU;id=ID;idn=ID;ie=IE;irl=IE;il=IL;isr=IL;im=IM;imn=IM
;in=IN;ind=IN;io=IO;iot=IO;iq=IQ;irq=IQ;ir=IR;irn=IR;is=IS;isl=IS;it=IT;ita=IT;je=JE;jey=JE;jm=JM
;jam=JM;jo=JO;jor=JO;jp=JP;jpn=JP;ke=KE;ken=KE;kg=KG;kgz=KG;kh=KH;khm=KH;ki=KI;kir=KI;km=KM;com=KM
;kn=KN;kna=KN;kp=KP;prk=KP;kr=KR;kor=KR;kw=KW;kwt=KW;ky=KY;cym=KY;kz=KZ;kaz=KZ;la=LA;lao=LA;lb=LB
;lbn=LB;lc=LC;lca=LC;li=LI;lie=LI;lk=LK;lka=LK;lr=LR;lbr=LR;ls=LS;lso=LS;lt=LT;ltu=LT;lu=LU;lux=LU
;lv=LV;lva=LV;ly=LY;lby=LY;ma=MA;mar=MA;mc=MC;mco=MC;md=MD;mda=MD;me=ME;mne=ME;mf=MF;maf=MF;mg=MG
;mdg=MG;mh=MH;mhl=MH;mk=MK;mkd=MK;ml=ML;mli=ML;mm=MM;mmr=MM;mn=MN;mng=MN;mo=MO;mac=MO;mp=MP;mnp=MP
;mq=MQ;mtq=MQ;mr=MR;mrt=MR;ms=MS;msr=MS;mt=MT;mlt=MT;mu=MU;mus=MU;mv=MV;mdv=MV;mw=MW;mwi=MW;mx=MX
;mex=MX;my=MY;mys=MY;mz=MZ;moz=MZ;na=NA;nam=NA;nc=NC;ncl=NC;ne=NE;ner=NE;nf=NF;nfk=NF;ng=NG;nga=NG
;ni=NI;nic=NI;nl=NL;nld=NL;no=NO;nor=NO;np=NP;npl=NP;nr=NR;nru=NR;nu=NU;niu=NU;nz=NZ;nzl=NZ;om=OM
;omn=OM;pa=PA;pan=PA;pe=PE;per=PE;pf=PF;pyf=PF;pg=PG;png=PG;ph=PH;phl=PH;pk=PK;pak=PK;pl=PL;pol=PL
;pm=PM;spm=PM;pn=PN;pcn=PN;pr=PR;pri=PR;ps=PS;pse=PS;pt=PT;prt=PT;pw=PW;plw=PW;py=PY;pry=PY;qa=QA
;qat=QA;re=RE;reu=RE;ro=RO;rou=RO;rs=RS;srb=RS;ru=RU;rus=RU;rw=RW;rwa=RW;sa=SA;sau=SA;sb=SB;slb=SB
;sc=SC;syc=SC;sd=SD;sdn=SD;se=SE;swe=SE;sg=SG;sgp=SG;sh=SH;shn=SH;si=SI;svn=SI;sj=SJ;sjm=SJ;sk=SK
;svk=SK;sl=SL;sle=SL;sm=SM;smr=SM;sn=SN;sen=SN;so=SO;som=SO;sr=SR;sur=SR;ss=SS;ssd=SS;st=ST;stp=ST
;sv=SV;slv=SV;sx=SX;sxm=SX;sy=SY;syr=SY;sz=SZ;swz=SZ;tc=TC;tca=TC;td=TD;tcd=TD;tf=TF;atf=TF;tg=TG
;tgo=TG;th=TH;tha=TH;tj=TJ;tjk=TJ;tk=TK;tkl=TK;tl=TL;tls=TL;tm=TM;tkm=TM;tn=TN;tun=TN;to=TO;ton=TO
;tr=TR;tur=TR;tt=TT;tto=TT;tv=TV;tuv=TV;tw=TW;twn=TW;tz=TZ;tza=TZ;ua=UA;ukr=UA;ug=UG;uga=UG;um=UM
;umi=UM;us=US;usa=US;uy=UY;ury=UY;uz=UZ;uzb=UZ;va=VA;vat=VA;vc=VC;vct=VC;ve=VE;ven=VE;vg=VG;vgb=VG
;vi=VI;vir=VI;vn=VN;vnm=VN;vu=VU;vut=VU;wf=WF;wlf=WF;ws=WS;wsm=WS;xk=XK;xkk=XK;ye=YE;yem=YE;yt=YT
;myt=YT;za=ZA;zaf=ZA;zm=ZM;zmb=ZM;zw=ZW;zwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_en() -%}
    {%- set names -%}
;andorra=AD;united arab emirates=AE;afghanistan=AF;antigua & barbuda=AG;antigua and barbuda=AG
;anguilla=AI;albania=AL;armenia=AM;angola=AO;antarctica=AQ;argentina=AR;american samoa=AS;austria=AT
;australia=AU;aruba=AW;åland islands=AX;azerbaijan=AZ;bosnia & herzegovina=BA
;bosnia and herzegovina=BA;barbados=BB;bangladesh=BD;belgium=BE;burkina faso=BF;bulgaria=BG;bahrain=BH
;burundi=BI;benin=BJ;st. barthélemy=BL;saint barthélemy=BL;bermuda=BM;brunei=BN;brunei darussalam=BN
;bolivia=BO;bolivia, plurinational state of=BO;caribbean netherlands=BQ;brazil=BR;bahamas=BS;bhutan=BT
;bouvet island=BV;botswana=BW;belarus=BY;belize=BZ;canada=CA;cocos (keeling) islands=CC
;congo - kinshasa=CD;democratic republic of the congo=CD;dr congo=CD;central african republic=CF
;congo - brazzaville=CG;republic of the congo=CG;switzerland=CH;côte d’ivoire=CI;ivory coast=CI
;cote d'ivoire=CI;côte d'ivoire=CI;cook islands=CK;chile=CL;cameroon=CM;china=CN;colombia=CO
;costa rica=CR;cuba=CU;cape verde=CV;cabo verde=CV;curaçao=CW;christmas island=CX;cyprus=CY;czechia=CZ
;czech republic=CZ;germany=DE;djibouti=DJ;denmark=DK;dominica=DM;dominican republic=DO;algeria=DZ
;ecuador=EC;estonia=EE;egypt=EG;western sahara=EH;eritrea=ER;spain=ES;ethiopia=ET;finland=FI;fiji=FJ
;falkland islands=FK;falkland islands (malvinas)=FK;micronesia=FM;faroe islands=FO;france=FR;gabon=GA
;united kingdom=GB;great britain=GB;grenada=GD;georgia=GE;french guiana=GF;guernsey=GG;ghana=GH
;gibraltar=GI;greenland=GL;gambia=GM;guinea=GN;guadeloupe=GP;equatorial guinea=GQ;greece=GR
;south georgia & south sandwich islands=GS;south georgia and south sandwich islands=GS;guatemala=GT
;guam=GU;guinea-bissau=GW;guyana=GY;hong kong sar china=HK;hong kong=HK;heard & mcdonald islands=HM
;heard and mcdonald islands=HM;honduras=HN;croatia=HR;haiti=HT;hungary=HU;indonesia=ID;ireland=IE
;israel=IL;isle of man=IM;india=IN;british indian ocean territory=IO;iraq=IQ;iran=IR
;iran, islamic republic of=IR;iceland=IS;italy=IT;jersey=JE;jamaica=JM;jordan=JO;japan=JP;kenya=KE
;kyrgyzstan=KG;cambodia=KH;kiribati=KI;comoros=KM;st. kitts & nevis=KN;saint kitts and nevis=KN
;north korea=KP;korea, democratic people's republic of=KP;south korea=KR;korea, republic of=KR
;republic of korea=KR;kuwait=KW;cayman islands=KY;kazakhstan=KZ;laos=LA
;lao people's democratic republic=LA;lebanon=LB;st. lucia=LC;saint lucia=LC;liechtenstein=LI
;sri lanka=LK;liberia=LR;lesotho=LS;lithuania=LT;luxembourg=LU;latvia=LV;libya=LY;morocco=MA;monaco=MC
;moldova=MD;moldova, republic of=MD;republic of moldova=MD;montenegro=ME;st. martin=MF;saint martin=MF
;madagascar=MG;marshall islands=MH;north macedonia=MK;macedonia=MK;republic of north macedonia=MK
;mali=ML;myanmar (burma)=MM;myanmar=MM;burma=MM;mongolia=MN;macao sar china=MO;macao=MO;macau=MO
;northern mariana islands=MP;martinique=MQ;mauritania=MR;montserrat=MS;malta=MT;mauritius=MU
;maldives=MV;malawi=MW;mexico=MX;malaysia=MY;mozambique=MZ;namibia=NA;new caledonia=NC;niger=NE
;norfolk island=NF;nigeria=NG;nicaragua=NI;netherlands=NL;the netherlands=NL;holland=NL;norway=NO
;nepal=NP;nauru=NR;niue=NU;new zealand=NZ;oman=OM;panama=PA;peru=PE;french polynesia=PF
;papua new guinea=PG;philippines=PH;pakistan=PK;poland=PL;st. pierre & miquelon=PM
;saint pierre and miquelon=PM;pitcairn islands=PN;puerto rico=PR;palestinian territories=PS
;palestine=PS;palestine, state of=PS;portugal=PT;palau=PW;paraguay=PY;qatar=QA;réunion=RE;romania=RO
;serbia=RS;russia=RU;russian federation=RU;rwanda=RW;saudi arabia=SA;solomon islands=SB;seychelles=SC
;sudan=SD;sweden=SE;singapore=SG;st. helena=SH;saint helena=SH;slovenia=SI;svalbard & jan mayen=SJ
;svalbard and jan mayen=SJ;slovakia=SK;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO;suriname=SR
;south sudan=SS;são tomé & príncipe=ST;são tomé and príncipe=ST;el salvador=SV;sint maarten=SX
;syria=SY;syrian arab republic=SY;eswatini=SZ;swaziland=SZ;turks & caicos islands=TC
;turks and caicos islands=TC;chad=TD;french southern territories=TF;togo=TG;thailand=TH;tajikistan=TJ
;tokelau=TK;timor-leste=TL;east timor=TL;turkmenistan=TM;tunisia=TN;tonga=TO;türkiye=TR;turkey=TR
;trinidad & tobago=TT;trinidad and tobago=TT;tuvalu=TV;taiwan=TW;taiwan, province of china=TW
;tanzania=TZ;tanzania, united republic of=TZ;united republic of tanzania=TZ;ukraine=UA;uganda=UG
;u.s. outlying islands=UM;united states=US;united states of america=US;the united states=US;u.s.=US
;u.s.a.=US;uruguay=UY;uzbekistan=UZ;vatican city=VA;holy see=VA;st. vincent & grenadines=VC
;saint vincent and grenadines=VC;venezuela=VE;venezuela, bolivarian republic of=VE
;british virgin islands=VG;virgin islands, british=VG;u.s. virgin islands=VI;virgin islands, u.s.=VI
;vietnam=VN;viet nam=VN;vanuatu=VU;wallis & futuna=WF;wallis and futuna=WF;samoa=WS;kosovo=XK;yemen=YE
;mayotte=YT;south africa=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_bg() -%}
    {%- set names -%}
;андора=AD;обединени арабски емирства=AE;афганистан=AF;антигуа и барбуда=AG;ангуила=AI;албания=AL
;армения=AM;ангола=AO;антарктика=AQ;аржентина=AR;американска самоа=AS;австрия=AT;австралия=AU;аруба=AW
;оландски острови=AX;азербайджан=AZ;босна и херцеговина=BA;барбадос=BB;бангладеш=BD;белгия=BE
;буркина фасо=BF;българия=BG;бахрейн=BH;бурунди=BI;бенин=BJ;сен бартелеми=BL;бермудски острови=BM
;бруней даруссалам=BN;боливия=BO;карибска нидерландия=BQ;бразилия=BR;бахамски острови=BS;бутан=BT
;остров буве=BV;ботсвана=BW;беларус=BY;белиз=BZ;канада=CA;кокосови острови (острови кийлинг)=CC
;конго (киншаса)=CD;централноафриканска република=CF;конго (бразавил)=CG;швейцария=CH;кот д’ивоар=CI
;острови кук=CK;чили=CL;камерун=CM;китай=CN;колумбия=CO;коста рика=CR;куба=CU;кабо верде=CV;кюрасао=CW
;остров рождество=CX;кипър=CY;чехия=CZ;германия=DE;джибути=DJ;дания=DK;доминика=DM
;доминиканска република=DO;алжир=DZ;еквадор=EC;естония=EE;египет=EG;западна сахара=EH;еритрея=ER
;испания=ES;етиопия=ET;финландия=FI;фиджи=FJ;фолкландски острови=FK;микронезия=FM;фарьорски острови=FO
;франция=FR;габон=GA;обединеното кралство=GB;гренада=GD;грузия=GE;френска гвиана=GF;гърнзи=GG;гана=GH
;гибралтар=GI;гренландия=GL;гамбия=GM;гвинея=GN;гваделупа=GP;екваториална гвинея=GQ;гърция=GR
;южна джорджия и южни сандвичеви острови=GS;гватемала=GT;гуам=GU;гвинея-бисау=GW;гаяна=GY
;хонконг, сар на китай=HK;острови хърд и макдоналд=HM;хондурас=HN;хърватия=HR;хаити=HT;унгария=HU
;индонезия=ID;ирландия=IE;израел=IL;остров ман=IM;индия=IN;британска територия в индийския океан=IO
;ирак=IQ;иран=IR;исландия=IS;италия=IT;джърси=JE;ямайка=JM;йордания=JO;япония=JP;кения=KE
;киргизстан=KG;камбоджа=KH;кирибати=KI;коморски острови=KM;сейнт китс и невис=KN;северна корея=KP
;южна корея=KR;кувейт=KW;кайманови острови=KY;казахстан=KZ;лаос=LA;ливан=LB;сейнт лусия=LC
;лихтенщайн=LI;шри ланка=LK;либерия=LR;лесото=LS;литва=LT;люксембург=LU;латвия=LV;либия=LY;мароко=MA
;монако=MC;молдова=MD;черна гора=ME;сен мартен=MF;мадагаскар=MG;маршалови острови=MH
;северна македония=MK;мали=ML;мианмар (бирма)=MM;монголия=MN;макао, сар на китай=MO
;северни мариански острови=MP;мартиника=MQ;мавритания=MR;монтсерат=MS;малта=MT;мавриций=MU;малдиви=MV
;малави=MW;мексико=MX;малайзия=MY;мозамбик=MZ;намибия=NA;нова каледония=NC;нигер=NE;остров норфолк=NF
;нигерия=NG;никарагуа=NI;нидерландия=NL;норвегия=NO;непал=NP;науру=NR;ниуе=NU;нова зеландия=NZ;оман=OM
;панама=PA;перу=PE;френска полинезия=PF;папуа-нова гвинея=PG;филипини=PH;пакистан=PK;полша=PL
;сен пиер и микелон=PM;острови питкерн=PN;пуерто рико=PR;палестински територии=PS;португалия=PT
;палау=PW;парагвай=PY;катар=QA;реюнион=RE;румъния=RO;сърбия=RS;русия=RU;руанда=RW;саудитска арабия=SA
;соломонови острови=SB;сейшели=SC;судан=SD;швеция=SE;сингапур=SG;света елена=SH;словения=SI
;свалбард и ян майен=SJ;словакия=SK;сиера леоне=SL;сан марино=SM;сенегал=SN;сомалия=SO;суринам=SR
;южен судан=SS;сао томе и принсипи=ST;салвадор=SV;синт мартен=SX;сирия=SY;есватини=SZ
;острови търкс и кайкос=TC;чад=TD;френски южни територии=TF;того=TG;тайланд=TH;таджикистан=TJ
;токелау=TK;тимор лесте=TL;туркменистан=TM;тунис=TN;тонга=TO;турция=TR;тринидад и тобаго=TT;тувалу=TV
;тайван=TW;танзания=TZ;украйна=UA;уганда=UG;отдалечени острови на сащ=UM;съединени щати=US;уругвай=UY
;узбекистан=UZ;ватикан=VA;сейнт винсънт и гренадини=VC;венецуела=VE;британски вирджински острови=VG
;американски вирджински острови=VI;виетнам=VN;вануату=VU;уолис и футуна=WF;самоа=WS;косово=XK;йемен=YE
;майот=YT;южна африка=ZA;замбия=ZM;зимбабве=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_cs() -%}
    {%- set names -%}
;andorra=AD;spojené arabské emiráty=AE;afghánistán=AF;antigua a barbuda=AG;anguilla=AI;albánie=AL
;arménie=AM;angola=AO;antarktida=AQ;argentina=AR;americká samoa=AS;rakousko=AT;austrálie=AU;aruba=AW
;ålandy=AX;ázerbájdžán=AZ;bosna a hercegovina=BA;barbados=BB;bangladéš=BD;belgie=BE;burkina faso=BF
;bulharsko=BG;bahrajn=BH;burundi=BI;benin=BJ;svatý bartoloměj=BL;bermudy=BM;brunej=BN;bolívie=BO
;karibské nizozemsko=BQ;brazílie=BR;bahamy=BS;bhútán=BT;bouvetův ostrov=BV;botswana=BW;bělorusko=BY
;belize=BZ;kanada=CA;kokosové ostrovy=CC;kongo – kinshasa=CD;středoafrická republika=CF
;kongo – brazzaville=CG;švýcarsko=CH;pobřeží slonoviny=CI;cookovy ostrovy=CK;chile=CL;kamerun=CM
;čína=CN;kolumbie=CO;kostarika=CR;kuba=CU;kapverdy=CV;curaçao=CW;vánoční ostrov=CX;kypr=CY;česko=CZ
;německo=DE;džibutsko=DJ;dánsko=DK;dominika=DM;dominikánská republika=DO;alžírsko=DZ;ekvádor=EC
;estonsko=EE;egypt=EG;západní sahara=EH;eritrea=ER;španělsko=ES;etiopie=ET;finsko=FI;fidži=FJ
;falklandské ostrovy=FK;mikronésie=FM;faerské ostrovy=FO;francie=FR;gabon=GA;spojené království=GB
;grenada=GD;gruzie=GE;francouzská guyana=GF;guernsey=GG;ghana=GH;gibraltar=GI;grónsko=GL;gambie=GM
;guinea=GN;guadeloupe=GP;rovníková guinea=GQ;řecko=GR;jižní georgie a jižní sandwichovy ostrovy=GS
;guatemala=GT;guam=GU;guinea-bissau=GW;guyana=GY;hongkong – zao číny=HK
;heardův ostrov a mcdonaldovy ostrovy=HM;honduras=HN;chorvatsko=HR;haiti=HT;maďarsko=HU;indonésie=ID
;irsko=IE;izrael=IL;ostrov man=IM;indie=IN;britské indickooceánské území=IO;irák=IQ;írán=IR;island=IS
;itálie=IT;jersey=JE;jamajka=JM;jordánsko=JO;japonsko=JP;keňa=KE;kyrgyzstán=KG;kambodža=KH;kiribati=KI
;komory=KM;svatý kryštof a nevis=KN;severní korea=KP;jižní korea=KR;kuvajt=KW;kajmanské ostrovy=KY
;kazachstán=KZ;laos=LA;libanon=LB;svatá lucie=LC;lichtenštejnsko=LI;srí lanka=LK;libérie=LR;lesotho=LS
;litva=LT;lucembursko=LU;lotyšsko=LV;libye=LY;maroko=MA;monako=MC;moldavsko=MD;černá hora=ME
;svatý martin (francie)=MF;madagaskar=MG;marshallovy ostrovy=MH;severní makedonie=MK;mali=ML
;myanmar (barma)=MM;mongolsko=MN;macao – zao číny=MO;severní mariany=MP;martinik=MQ;mauritánie=MR
;montserrat=MS;malta=MT;mauricius=MU;maledivy=MV;malawi=MW;mexiko=MX;malajsie=MY;mosambik=MZ
;namibie=NA;nová kaledonie=NC;niger=NE;norfolk=NF;nigérie=NG;nikaragua=NI;nizozemsko=NL;norsko=NO
;nepál=NP;nauru=NR;niue=NU;nový zéland=NZ;omán=OM;panama=PA;peru=PE;francouzská polynésie=PF
;papua-nová guinea=PG;filipíny=PH;pákistán=PK;polsko=PL;saint-pierre a miquelon=PM
;pitcairnovy ostrovy=PN;portoriko=PR;palestinská území=PS;portugalsko=PT;palau=PW;paraguay=PY;katar=QA
;réunion=RE;rumunsko=RO;srbsko=RS;rusko=RU;rwanda=RW;saúdská arábie=SA;šalamounovy ostrovy=SB
;seychely=SC;súdán=SD;švédsko=SE;singapur=SG;svatá helena=SH;slovinsko=SI;špicberky a jan mayen=SJ
;slovensko=SK;sierra leone=SL;san marino=SM;senegal=SN;somálsko=SO;surinam=SR;jižní súdán=SS
;svatý tomáš a princův ostrov=ST;salvador=SV;svatý martin (nizozemsko)=SX;sýrie=SY;eswatini=SZ
;turks a caicos=TC;čad=TD;francouzská jižní území=TF;togo=TG;thajsko=TH;tádžikistán=TJ;tokelau=TK
;východní timor=TL;turkmenistán=TM;tunisko=TN;tonga=TO;turecko=TR;trinidad a tobago=TT;tuvalu=TV
;tchaj-wan=TW;tanzanie=TZ;ukrajina=UA;uganda=UG;menší odlehlé ostrovy usa=UM;spojené státy=US
;uruguay=UY;uzbekistán=UZ;vatikán=VA;svatý vincenc a grenadiny=VC;venezuela=VE
;britské panenské ostrovy=VG;americké panenské ostrovy=VI;vietnam=VN;vanuatu=VU;wallis a futuna=WF
;samoa=WS;kosovo=XK;jemen=YE;mayotte=YT;jihoafrická republika=ZA;zambie=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_da() -%}
    {%- set names -%}
;andorra=AD;de forenede arabiske emirater=AE;afghanistan=AF;antigua og barbuda=AG;anguilla=AI
;albanien=AL;armenien=AM;angola=AO;antarktis=AQ;argentina=AR;amerikansk samoa=AS;østrig=AT
;australien=AU;aruba=AW;åland=AX;aserbajdsjan=AZ;bosnien-hercegovina=BA;barbados=BB;bangladesh=BD
;belgien=BE;burkina faso=BF;bulgarien=BG;bahrain=BH;burundi=BI;benin=BJ;saint barthélemy=BL;bermuda=BM
;brunei=BN;bolivia=BO;de tidligere nederlandske antiller=BQ;brasilien=BR;bahamas=BS;bhutan=BT
;bouvetøen=BV;botswana=BW;belarus=BY;belize=BZ;canada=CA;cocosøerne=CC;congo-kinshasa=CD
;den centralafrikanske republik=CF;congo-brazzaville=CG;schweiz=CH;elfenbenskysten=CI;cookøerne=CK
;chile=CL;cameroun=CM;kina=CN;colombia=CO;costa rica=CR;cuba=CU;kap verde=CV;curaçao=CW;juleøen=CX
;cypern=CY;tjekkiet=CZ;tyskland=DE;djibouti=DJ;danmark=DK;dominica=DM;den dominikanske republik=DO
;algeriet=DZ;ecuador=EC;estland=EE;egypten=EG;vestsahara=EH;eritrea=ER;spanien=ES;etiopien=ET
;finland=FI;fiji=FJ;falklandsøerne=FK;mikronesien=FM;færøerne=FO;frankrig=FR;gabon=GA
;storbritannien=GB;grenada=GD;georgien=GE;fransk guyana=GF;guernsey=GG;ghana=GH;gibraltar=GI
;grønland=GL;gambia=GM;guinea=GN;guadeloupe=GP;ækvatorialguinea=GQ;grækenland=GR
;south georgia og de sydlige sandwichøer=GS;guatemala=GT;guam=GU;guinea-bissau=GW;guyana=GY
;sar hongkong=HK;heard island og mcdonald islands=HM;honduras=HN;kroatien=HR;haiti=HT;ungarn=HU
;indonesien=ID;irland=IE;israel=IL;isle of man=IM;indien=IN
;det britiske territorium i det indiske ocean=IO;irak=IQ;iran=IR;island=IS;italien=IT;jersey=JE
;jamaica=JM;jordan=JO;japan=JP;kenya=KE;kirgisistan=KG;cambodja=KH;kiribati=KI;comorerne=KM
;saint kitts og nevis=KN;nordkorea=KP;sydkorea=KR;kuwait=KW;caymanøerne=KY;kasakhstan=KZ;laos=LA
;libanon=LB;saint lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;litauen=LT
;luxembourg=LU;letland=LV;libyen=LY;marokko=MA;monaco=MC;moldova=MD;montenegro=ME;saint martin=MF
;madagaskar=MG;marshalløerne=MH;nordmakedonien=MK;mali=ML;myanmar (burma)=MM;mongoliet=MN;sar macao=MO
;nordmarianerne=MP;martinique=MQ;mauretanien=MR;montserrat=MS;malta=MT;mauritius=MU;maldiverne=MV
;malawi=MW;mexico=MX;malaysia=MY;mozambique=MZ;namibia=NA;ny kaledonien=NC;niger=NE;norfolk island=NF
;nigeria=NG;nicaragua=NI;nederlandene=NL;norge=NO;nepal=NP;nauru=NR;niue=NU;new zealand=NZ;oman=OM
;panama=PA;peru=PE;fransk polynesien=PF;papua ny guinea=PG;filippinerne=PH;pakistan=PK;polen=PL
;saint pierre og miquelon=PM;pitcairn=PN;puerto rico=PR;de palæstinensiske områder=PS;portugal=PT
;palau=PW;paraguay=PY;qatar=QA;réunion=RE;rumænien=RO;serbien=RS;rusland=RU;rwanda=RW;saudi-arabien=SA
;salomonøerne=SB;seychellerne=SC;sudan=SD;sverige=SE;singapore=SG;st. helena=SH;slovenien=SI
;svalbard og jan mayen=SJ;slovakiet=SK;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO;surinam=SR
;sydsudan=SS;são tomé og príncipe=ST;el salvador=SV;sint maarten=SX;syrien=SY;eswatini=SZ
;turks- og caicosøerne=TC;tchad=TD;de franske besiddelser i det sydlige indiske ocean og antarktis=TF
;togo=TG;thailand=TH;tadsjikistan=TJ;tokelau=TK;timor-leste=TL;turkmenistan=TM;tunesien=TN;tonga=TO
;tyrkiet=TR;trinidad og tobago=TT;tuvalu=TV;taiwan=TW;tanzania=TZ;ukraine=UA;uganda=UG
;amerikanske oversøiske øer=UM;usa=US;uruguay=UY;usbekistan=UZ;vatikanstaten=VA
;saint vincent og grenadinerne=VC;venezuela=VE;de britiske jomfruøer=VG;de amerikanske jomfruøer=VI
;vietnam=VN;vanuatu=VU;wallis og futuna=WF;samoa=WS;kosovo=XK;yemen=YE;mayotte=YT;sydafrika=ZA
;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_de() -%}
    {%- set names -%}
;andorra=AD;vereinigte arabische emirate=AE;afghanistan=AF;antigua und barbuda=AG;anguilla=AI
;albanien=AL;armenien=AM;angola=AO;antarktis=AQ;argentinien=AR;amerikanisch-samoa=AS;österreich=AT
;australien=AU;aruba=AW;ålandinseln=AX;aserbaidschan=AZ;bosnien und herzegowina=BA;barbados=BB
;bangladesch=BD;belgien=BE;burkina faso=BF;bulgarien=BG;bahrain=BH;burundi=BI;benin=BJ
;st. barthélemy=BL;bermuda=BM;brunei darussalam=BN;bolivien=BO;karibische niederlande=BQ;brasilien=BR
;bahamas=BS;bhutan=BT;bouvetinsel=BV;botsuana=BW;belarus=BY;belize=BZ;kanada=CA;kokosinseln=CC
;kongo-kinshasa=CD;zentralafrikanische republik=CF;kongo-brazzaville=CG;schweiz=CH;côte d’ivoire=CI
;cookinseln=CK;chile=CL;kamerun=CM;china=CN;kolumbien=CO;costa rica=CR;kuba=CU;cabo verde=CV
;curaçao=CW;weihnachtsinsel=CX;zypern=CY;tschechien=CZ;deutschland=DE;dschibuti=DJ;dänemark=DK
;dominica=DM;dominikanische republik=DO;algerien=DZ;ecuador=EC;estland=EE;ägypten=EG;westsahara=EH
;eritrea=ER;spanien=ES;äthiopien=ET;finnland=FI;fidschi=FJ;falklandinseln=FK;mikronesien=FM;färöer=FO
;frankreich=FR;gabun=GA;vereinigtes königreich=GB;grenada=GD;georgien=GE;französisch-guayana=GF
;guernsey=GG;ghana=GH;gibraltar=GI;grönland=GL;gambia=GM;guinea=GN;guadeloupe=GP;äquatorialguinea=GQ
;griechenland=GR;südgeorgien und die südlichen sandwichinseln=GS;guatemala=GT;guam=GU;guinea-bissau=GW
;guyana=GY;sonderverwaltungsregion hongkong=HK;heard und mcdonaldinseln=HM;honduras=HN;kroatien=HR
;haiti=HT;ungarn=HU;indonesien=ID;irland=IE;israel=IL;isle of man=IM;indien=IN
;britisches territorium im indischen ozean=IO;irak=IQ;iran=IR;island=IS;italien=IT;jersey=JE
;jamaika=JM;jordanien=JO;japan=JP;kenia=KE;kirgisistan=KG;kambodscha=KH;kiribati=KI;komoren=KM
;st. kitts und nevis=KN;nordkorea=KP;südkorea=KR;kuwait=KW;kaimaninseln=KY;kasachstan=KZ;laos=LA
;libanon=LB;st. lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;litauen=LT;luxemburg=LU
;lettland=LV;libyen=LY;marokko=MA;monaco=MC;republik moldau=MD;montenegro=ME;st. martin=MF
;madagaskar=MG;marshallinseln=MH;nordmazedonien=MK;mali=ML;myanmar=MM;mongolei=MN
;sonderverwaltungsregion macau=MO;nördliche marianen=MP;martinique=MQ;mauretanien=MR;montserrat=MS
;malta=MT;mauritius=MU;malediven=MV;malawi=MW;mexiko=MX;malaysia=MY;mosambik=MZ;namibia=NA
;neukaledonien=NC;niger=NE;norfolkinsel=NF;nigeria=NG;nicaragua=NI;niederlande=NL;norwegen=NO;nepal=NP
;nauru=NR;niue=NU;neuseeland=NZ;oman=OM;panama=PA;peru=PE;französisch-polynesien=PF;papua-neuguinea=PG
;philippinen=PH;pakistan=PK;polen=PL;st. pierre und miquelon=PM;pitcairninseln=PN;puerto rico=PR
;palästinensische autonomiegebiete=PS;portugal=PT;palau=PW;paraguay=PY;katar=QA;réunion=RE;rumänien=RO
;serbien=RS;russland=RU;ruanda=RW;saudi-arabien=SA;salomonen=SB;seychellen=SC;sudan=SD;schweden=SE
;singapur=SG;st. helena=SH;slowenien=SI;spitzbergen und jan mayen=SJ;slowakei=SK;sierra leone=SL
;san marino=SM;senegal=SN;somalia=SO;suriname=SR;südsudan=SS;são tomé und príncipe=ST;el salvador=SV
;sint maarten=SX;syrien=SY;eswatini=SZ;turks- und caicosinseln=TC;tschad=TD
;französische süd- und antarktisgebiete=TF;togo=TG;thailand=TH;tadschikistan=TJ;tokelau=TK
;timor-leste=TL;turkmenistan=TM;tunesien=TN;tonga=TO;türkei=TR;trinidad und tobago=TT;tuvalu=TV
;taiwan=TW;tansania=TZ;ukraine=UA;uganda=UG;amerikanische überseeinseln=UM;vereinigte staaten=US
;uruguay=UY;usbekistan=UZ;vatikanstadt=VA;st. vincent und die grenadinen=VC;venezuela=VE
;britische jungferninseln=VG;amerikanische jungferninseln=VI;vietnam=VN;vanuatu=VU
;wallis und futuna=WF;samoa=WS;kosovo=XK;jemen=YE;mayotte=YT;südafrika=ZA;sambia=ZM;simbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_el() -%}
    {%- set names -%}
;ανδόρα=AD;ηνωμένα αραβικά εμιράτα=AE;αφγανιστάν=AF;αντίγκουα και μπαρμπούντα=AG;ανγκουίλα=AI
;αλβανία=AL;αρμενία=AM;αγκόλα=AO;ανταρκτική=AQ;αργεντινή=AR;αμερικανική σαμόα=AS;αυστρία=AT
;αυστραλία=AU;αρούμπα=AW;νήσοι όλαντ=AX;αζερμπαϊτζάν=AZ;βοσνία - ερζεγοβίνη=BA;μπαρμπέιντοσ=BB
;μπανγκλαντέσ=BD;βέλγιο=BE;μπουρκίνα φάσο=BF;βουλγαρία=BG;μπαχρέιν=BH;μπουρούντι=BI;μπενίν=BJ
;άγιοσ βαρθολομαίοσ=BL;βερμούδεσ=BM;μπρουνέι=BN;βολιβία=BO;ολλανδία καραϊβικήσ=BQ;βραζιλία=BR
;μπαχάμεσ=BS;μπουτάν=BT;νήσοσ μπουβέ=BV;μποτσουάνα=BW;λευκορωσία=BY;μπελίζ=BZ;καναδάσ=CA
;νήσοι κόκοσ (κίλινγκ)=CC;κονγκό - κινσάσα=CD;κεντροαφρικανική δημοκρατία=CF;κονγκό - μπραζαβίλ=CG
;ελβετία=CH;ακτή ελεφαντοστού=CI;νήσοι κουκ=CK;χιλή=CL;καμερούν=CM;κίνα=CN;κολομβία=CO;κόστα ρίκα=CR
;κούβα=CU;πράσινο ακρωτήριο=CV;κουρασάο=CW;νήσοσ των χριστουγέννων=CX;κύπροσ=CY;τσεχία=CZ;γερμανία=DE
;τζιμπουτί=DJ;δανία=DK;ντομίνικα=DM;δομινικανή δημοκρατία=DO;αλγερία=DZ;ισημερινόσ=EC;εσθονία=EE
;αίγυπτοσ=EG;δυτική σαχάρα=EH;ερυθραία=ER;ισπανία=ES;αιθιοπία=ET;φινλανδία=FI;φίτζι=FJ
;νήσοι φόκλαντ=FK;μικρονησία=FM;νήσοι φερόεσ=FO;γαλλία=FR;γκαμπόν=GA;ηνωμένο βασίλειο=GB;γρενάδα=GD
;γεωργία=GE;γαλλική γουιάνα=GF;γκέρνζι=GG;γκάνα=GH;γιβραλτάρ=GI;γροιλανδία=GL;γκάμπια=GM;γουινέα=GN
;γουαδελούπη=GP;ισημερινή γουινέα=GQ;ελλάδα=GR;νήσοι νότια γεωργία και νότιεσ σάντουιτσ=GS
;γουατεμάλα=GT;γκουάμ=GU;γουινέα μπισάου=GW;γουιάνα=GY;χονγκ κονγκ εδπ κίνασ=HK
;νήσοι χερντ και μακντόναλντ=HM;ονδούρα=HN;κροατία=HR;αϊτή=HT;ουγγαρία=HU;ινδονησία=ID;ιρλανδία=IE
;ισραήλ=IL;νήσοσ του μαν=IM;ινδία=IN;βρετανικά εδάφη ινδικού ωκεανού=IO;ιράκ=IQ;ιράν=IR;ισλανδία=IS
;ιταλία=IT;τζέρζι=JE;τζαμάικα=JM;ιορδανία=JO;ιαπωνία=JP;κένυα=KE;κιργιστάν=KG;καμπότζη=KH;κιριμπάτι=KI
;κομόρεσ=KM;σεν κιτσ και νέβισ=KN;βόρεια κορέα=KP;νότια κορέα=KR;κουβέιτ=KW;νήσοι κέιμαν=KY
;καζακστάν=KZ;λάοσ=LA;λίβανοσ=LB;αγία λουκία=LC;λιχτενστάιν=LI;σρι λάνκα=LK;λιβερία=LR;λεσότο=LS
;λιθουανία=LT;λουξεμβούργο=LU;λετονία=LV;λιβύη=LY;μαρόκο=MA;μονακό=MC;μολδαβία=MD;μαυροβούνιο=ME
;άγιοσ μαρτίνοσ (γαλλικό τμήμα)=MF;μαδαγασκάρη=MG;νήσοι μάρσαλ=MH;βόρεια μακεδονία=MK;μάλι=ML
;μιανμάρ (βιρμανία)=MM;μογγολία=MN;μακάο εδπ κίνασ=MO;νήσοι βόρειεσ μαριάνεσ=MP;μαρτινίκα=MQ
;μαυριτανία=MR;μονσεράτ=MS;μάλτα=MT;μαυρίκιοσ=MU;μαλδίβεσ=MV;μαλάουι=MW;μεξικό=MX;μαλαισία=MY
;μοζαμβίκη=MZ;ναμίμπια=NA;νέα καληδονία=NC;νίγηρασ=NE;νήσοσ νόρφολκ=NF;νιγηρία=NG;νικαράγουα=NI
;κάτω χώρεσ=NL;νορβηγία=NO;νεπάλ=NP;ναουρού=NR;νιούε=NU;νέα ζηλανδία=NZ;ομάν=OM;παναμάσ=PA;περού=PE
;γαλλική πολυνησία=PF;παπούα νέα γουινέα=PG;φιλιππίνεσ=PH;πακιστάν=PK;πολωνία=PL
;σεν πιερ και μικελόν=PM;νήσοι πίτκερν=PN;πουέρτο ρίκο=PR;παλαιστινιακά εδάφη=PS;πορτογαλία=PT
;παλάου=PW;παραγουάη=PY;κατάρ=QA;ρεϊνιόν=RE;ρουμανία=RO;σερβία=RS;ρωσία=RU;ρουάντα=RW
;σαουδική αραβία=SA;νήσοι σολομώντοσ=SB;σεϋχέλλεσ=SC;σουδάν=SD;σουηδία=SE;σιγκαπούρη=SG;αγία ελένη=SH
;σλοβενία=SI;σβάλμπαρντ και γιαν μαγιέν=SJ;σλοβακία=SK;σιέρα λεόνε=SL;άγιοσ μαρίνοσ=SM;σενεγάλη=SN
;σομαλία=SO;σουρινάμ=SR;νότιο σουδάν=SS;σάο τομέ και πρίνσιπε=ST;ελ σαλβαδόρ=SV
;άγιοσ μαρτίνοσ (ολλανδικό τμήμα)=SX;συρία=SY;εσουατίνι=SZ;νήσοι τερκσ και κάικοσ=TC;τσαντ=TD
;γαλλικά νότια εδάφη=TF;τόγκο=TG;ταϊλάνδη=TH;τατζικιστάν=TJ;τοκελάου=TK;τιμόρ-λέστε=TL
;τουρκμενιστάν=TM;τυνησία=TN;τόνγκα=TO;τουρκία=TR;τρινιντάντ και τομπάγκο=TT;τουβαλού=TV;ταϊβάν=TW
;τανζανία=TZ;ουκρανία=UA;ουγκάντα=UG;απομακρυσμένεσ νησίδεσ ηπα=UM;ηνωμένεσ πολιτείεσ=US;ουρουγουάη=UY
;ουζμπεκιστάν=UZ;βατικανό=VA;άγιοσ βικέντιοσ και γρεναδίνεσ=VC;βενεζουέλα=VE
;βρετανικέσ παρθένεσ νήσοι=VG;αμερικανικέσ παρθένεσ νήσοι=VI;βιετνάμ=VN;βανουάτου=VU
;γουάλισ και φουτούνα=WF;σαμόα=WS;κοσσυφοπέδιο=XK;υεμένη=YE;μαγιότ=YT;νότια αφρική=ZA;ζάμπια=ZM
;ζιμπάμπουε=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_es() -%}
    {%- set names -%}
;andorra=AD;emiratos árabes unidos=AE;afganistán=AF;antigua y barbuda=AG;anguila=AI;albania=AL
;armenia=AM;angola=AO;antártida=AQ;argentina=AR;samoa americana=AS;austria=AT;australia=AU;aruba=AW
;islas aland=AX;azerbaiyán=AZ;bosnia y herzegovina=BA;barbados=BB;bangladés=BD;bélgica=BE
;burkina faso=BF;bulgaria=BG;baréin=BH;burundi=BI;benín=BJ;san bartolomé=BL;bermudas=BM;brunéi=BN
;bolivia=BO;caribe neerlandés=BQ;brasil=BR;bahamas=BS;bután=BT;isla bouvet=BV;botsuana=BW
;bielorrusia=BY;belice=BZ;canadá=CA;islas cocos=CC;república democrática del congo=CD
;república centroafricana=CF;congo=CG;suiza=CH;côte d’ivoire=CI;islas cook=CK;chile=CL;camerún=CM
;china=CN;colombia=CO;costa rica=CR;cuba=CU;cabo verde=CV;curazao=CW;isla de navidad=CX;chipre=CY
;chequia=CZ;alemania=DE;yibuti=DJ;dinamarca=DK;dominica=DM;república dominicana=DO;argelia=DZ
;ecuador=EC;estonia=EE;egipto=EG;sáhara occidental=EH;eritrea=ER;españa=ES;etiopía=ET;finlandia=FI
;fiyi=FJ;islas malvinas=FK;micronesia=FM;islas feroe=FO;francia=FR;gabón=GA;reino unido=GB;granada=GD
;georgia=GE;guayana francesa=GF;guernesey=GG;ghana=GH;gibraltar=GI;groenlandia=GL;gambia=GM;guinea=GN
;guadalupe=GP;guinea ecuatorial=GQ;grecia=GR;islas georgia del sur y sandwich del sur=GS;guatemala=GT
;guam=GU;guinea-bisáu=GW;guyana=GY;rae de hong kong (china)=HK;islas heard y mcdonald=HM;honduras=HN
;croacia=HR;haití=HT;hungría=HU;indonesia=ID;irlanda=IE;israel=IL;isla de man=IM;india=IN
;territorio británico del océano índico=IO;irak=IQ;irán=IR;islandia=IS;italia=IT;jersey=JE;jamaica=JM
;jordania=JO;japón=JP;kenia=KE;kirguistán=KG;camboya=KH;kiribati=KI;comoras=KM
;san cristóbal y nieves=KN;corea del norte=KP;corea del sur=KR;kuwait=KW;islas caimán=KY;kazajistán=KZ
;laos=LA;líbano=LB;santa lucía=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesoto=LS;lituania=LT
;luxemburgo=LU;letonia=LV;libia=LY;marruecos=MA;mónaco=MC;moldavia=MD;montenegro=ME;san martín=MF
;madagascar=MG;islas marshall=MH;macedonia del norte=MK;mali=ML;myanmar (birmania)=MM;mongolia=MN
;rae de macao (china)=MO;islas marianas del norte=MP;martinica=MQ;mauritania=MR;montserrat=MS;malta=MT
;mauricio=MU;maldivas=MV;malaui=MW;méxico=MX;malasia=MY;mozambique=MZ;namibia=NA;nueva caledonia=NC
;níger=NE;isla norfolk=NF;nigeria=NG;nicaragua=NI;países bajos=NL;noruega=NO;nepal=NP;nauru=NR;niue=NU
;nueva zelanda=NZ;omán=OM;panamá=PA;perú=PE;polinesia francesa=PF;papúa nueva guinea=PG;filipinas=PH
;pakistán=PK;polonia=PL;san pedro y miquelón=PM;islas pitcairn=PN;puerto rico=PR
;territorios palestinos=PS;portugal=PT;palaos=PW;paraguay=PY;catar=QA;reunión=RE;rumanía=RO;serbia=RS
;rusia=RU;ruanda=RW;arabia saudí=SA;islas salomón=SB;seychelles=SC;sudán=SD;suecia=SE;singapur=SG
;santa elena=SH;eslovenia=SI;svalbard y jan mayen=SJ;eslovaquia=SK;sierra leona=SL;san marino=SM
;senegal=SN;somalia=SO;surinam=SR;sudán del sur=SS;santo tomé y príncipe=ST;el salvador=SV
;sint maarten=SX;siria=SY;esuatini=SZ;islas turcas y caicos=TC;chad=TD
;territorios australes franceses=TF;togo=TG;tailandia=TH;tayikistán=TJ;tokelau=TK;timor-leste=TL
;turkmenistán=TM;túnez=TN;tonga=TO;turquía=TR;trinidad y tobago=TT;tuvalu=TV;taiwán=TW;tanzania=TZ
;ucrania=UA;uganda=UG;islas menores alejadas de ee. uu.=UM;estados unidos=US;uruguay=UY;uzbekistán=UZ
;ciudad del vaticano=VA;san vicente y las granadinas=VC;venezuela=VE;islas vírgenes británicas=VG
;islas vírgenes de ee. uu.=VI;vietnam=VN;vanuatu=VU;wallis y futuna=WF;samoa=WS;kosovo=XK;yemen=YE
;mayotte=YT;sudáfrica=ZA;zambia=ZM;zimbabue=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_et() -%}
    {%- set names -%}
;andorra=AD;araabia ühendemiraadid=AE;afganistan=AF;antigua ja barbuda=AG;anguilla=AI;albaania=AL
;armeenia=AM;angola=AO;antarktika=AQ;argentina=AR;ameerika samoa=AS;austria=AT;austraalia=AU;aruba=AW
;ahvenamaa=AX;aserbaidžaan=AZ;bosnia ja hertsegoviina=BA;barbados=BB;bangladesh=BD;belgia=BE
;burkina faso=BF;bulgaaria=BG;bahrein=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM;brunei=BN
;boliivia=BO;kariibi madalmaad=BQ;brasiilia=BR;bahama=BS;bhutan=BT;bouvet’ saar=BV;botswana=BW
;valgevene=BY;belize=BZ;kanada=CA;kookossaared=CC;kongo dv=CD;kesk-aafrika vabariik=CF
;kongo vabariik=CG;šveits=CH;elevandiluurannik=CI;cooki saared=CK;tšiili=CL;kamerun=CM;hiina=CN
;colombia=CO;costa rica=CR;kuuba=CU;roheneemesaared=CV;curaçao=CW;jõulusaar=CX;küpros=CY;tšehhi=CZ
;saksamaa=DE;djibouti=DJ;taani=DK;dominica=DM;dominikaani vabariik=DO;alžeeria=DZ;ecuador=EC;eesti=EE
;egiptus=EG;lääne-sahara=EH;eritrea=ER;hispaania=ES;etioopia=ET;soome=FI;fidži=FJ;falklandi saared=FK
;mikroneesia=FM;fääri saared=FO;prantsusmaa=FR;gabon=GA;ühendkuningriik=GB;grenada=GD;gruusia=GE
;prantsuse guajaana=GF;guernsey=GG;ghana=GH;gibraltar=GI;gröönimaa=GL;gambia=GM;guinea=GN
;guadeloupe=GP;ekvatoriaal-guinea=GQ;kreeka=GR;lõuna-georgia ja lõuna-sandwichi saared=GS;guatemala=GT
;guam=GU;guinea-bissau=GW;guyana=GY;hongkongi erihalduspiirkond=HK;heardi ja mcdonaldi saared=HM
;honduras=HN;horvaatia=HR;haiti=HT;ungari=HU;indoneesia=ID;iirimaa=IE;iisrael=IL;mani saar=IM;india=IN
;briti india ookeani ala=IO;iraak=IQ;iraan=IR;island=IS;itaalia=IT;jersey=JE;jamaica=JM;jordaania=JO
;jaapan=JP;keenia=KE;kõrgõzstan=KG;kambodža=KH;kiribati=KI;komoorid=KM;saint kitts ja nevis=KN
;põhja-korea=KP;lõuna-korea=KR;kuveit=KW;kaimanisaared=KY;kasahstan=KZ;laos=LA;liibanon=LB
;saint lucia=LC;liechtenstein=LI;sri lanka=LK;libeeria=LR;lesotho=LS;leedu=LT;luksemburg=LU;läti=LV
;liibüa=LY;maroko=MA;monaco=MC;moldova=MD;montenegro=ME;saint-martin=MF;madagaskar=MG
;marshalli saared=MH;põhja-makedoonia=MK;mali=ML;myanmar (birma)=MM;mongoolia=MN
;macau erihalduspiirkond=MO;põhja-mariaanid=MP;martinique=MQ;mauritaania=MR;montserrat=MS;malta=MT
;mauritius=MU;maldiivid=MV;malawi=MW;mehhiko=MX;malaisia=MY;mosambiik=MZ;namiibia=NA;uus-kaledoonia=NC
;niger=NE;norfolk=NF;nigeeria=NG;nicaragua=NI;holland=NL;norra=NO;nepal=NP;nauru=NR;niue=NU
;uus-meremaa=NZ;omaan=OM;panama=PA;peruu=PE;prantsuse polüneesia=PF;paapua uus-guinea=PG;filipiinid=PH
;pakistan=PK;poola=PL;saint-pierre ja miquelon=PM;pitcairni saared=PN;puerto rico=PR
;palestiina alad=PS;portugal=PT;belau=PW;paraguay=PY;katar=QA;réunion=RE;rumeenia=RO;serbia=RS
;venemaa=RU;rwanda=RW;saudi araabia=SA;saalomoni saared=SB;seišellid=SC;sudaan=SD;rootsi=SE
;singapur=SG;saint helena=SH;sloveenia=SI;svalbard ja jan mayen=SJ;slovakkia=SK;sierra leone=SL
;san marino=SM;senegal=SN;somaalia=SO;suriname=SR;lõuna-sudaan=SS;são tomé ja príncipe=ST
;el salvador=SV;sint maarten=SX;süüria=SY;svaasimaa=SZ;turks ja caicos=TC;tšaad=TD
;prantsuse lõunaalad=TF;togo=TG;tai=TH;tadžikistan=TJ;tokelau=TK;ida-timor=TL;türkmenistan=TM
;tuneesia=TN;tonga=TO;türgi=TR;trinidad ja tobago=TT;tuvalu=TV;taiwan=TW;tansaania=TZ;ukraina=UA
;uganda=UG;ühendriikide hajasaared=UM;ameerika ühendriigid=US;uruguay=UY;usbekistan=UZ;vatikan=VA
;saint vincent ja grenadiinid=VC;venezuela=VE;briti neitsisaared=VG;usa neitsisaared=VI;vietnam=VN
;vanuatu=VU;wallis ja futuna=WF;samoa=WS;kosovo=XK;jeemen=YE;mayotte=YT;lõuna-aafrika vabariik=ZA
;sambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_fi() -%}
    {%- set names -%}
;andorra=AD;arabiemiirikunnat=AE;afganistan=AF;antigua ja barbuda=AG;anguilla=AI;albania=AL;armenia=AM
;angola=AO;antarktis=AQ;argentiina=AR;amerikan samoa=AS;itävalta=AT;australia=AU;aruba=AW
;ahvenanmaa=AX;azerbaidžan=AZ;bosnia ja hertsegovina=BA;barbados=BB;bangladesh=BD;belgia=BE
;burkina faso=BF;bulgaria=BG;bahrain=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM;brunei=BN
;bolivia=BO;karibian alankomaat=BQ;brasilia=BR;bahama=BS;bhutan=BT;bouvet’nsaari=BV;botswana=BW
;valko-venäjä=BY;belize=BZ;kanada=CA;kookossaaret (keelingsaaret)=CC
;kongon demokraattinen tasavalta=CD;keski-afrikan tasavalta=CF;kongon tasavalta=CG;sveitsi=CH
;norsunluurannikko=CI;cookinsaaret=CK;chile=CL;kamerun=CM;kiina=CN;kolumbia=CO;costa rica=CR;kuuba=CU
;kap verde=CV;curaçao=CW;joulusaari=CX;kypros=CY;tšekki=CZ;saksa=DE;djibouti=DJ;tanska=DK;dominica=DM
;dominikaaninen tasavalta=DO;algeria=DZ;ecuador=EC;viro=EE;egypti=EG;länsi-sahara=EH;eritrea=ER
;espanja=ES;etiopia=ET;suomi=FI;fidži=FJ;falklandinsaaret=FK;mikronesia=FM;färsaaret=FO;ranska=FR
;gabon=GA;iso-britannia=GB;grenada=GD;georgia=GE;ranskan guayana=GF;guernsey=GG;ghana=GH;gibraltar=GI
;grönlanti=GL;gambia=GM;guinea=GN;guadeloupe=GP;päiväntasaajan guinea=GQ;kreikka=GR
;etelä-georgia ja eteläiset sandwichinsaaret=GS;guatemala=GT;guam=GU;guinea-bissau=GW;guyana=GY
;hongkong – kiinan erityishallintoalue=HK;heard ja mcdonaldinsaaret=HM;honduras=HN;kroatia=HR;haiti=HT
;unkari=HU;indonesia=ID;irlanti=IE;israel=IL;mansaari=IM;intia=IN
;brittiläinen intian valtameren alue=IO;irak=IQ;iran=IR;islanti=IS;italia=IT;jersey=JE;jamaika=JM
;jordania=JO;japani=JP;kenia=KE;kirgisia=KG;kambodža=KH;kiribati=KI;komorit=KM;saint kitts ja nevis=KN
;pohjois-korea=KP;etelä-korea=KR;kuwait=KW;caymansaaret=KY;kazakstan=KZ;laos=LA;libanon=LB
;saint lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;liettua=LT;luxemburg=LU;latvia=LV
;libya=LY;marokko=MA;monaco=MC;moldova=MD;montenegro=ME;saint-martin=MF;madagaskar=MG
;marshallinsaaret=MH;pohjois-makedonia=MK;mali=ML;myanmar (burma)=MM;mongolia=MN
;macao – kiinan erityishallintoalue=MO;pohjois-mariaanit=MP;martinique=MQ;mauritania=MR;montserrat=MS
;malta=MT;mauritius=MU;malediivit=MV;malawi=MW;meksiko=MX;malesia=MY;mosambik=MZ;namibia=NA
;uusi-kaledonia=NC;niger=NE;norfolkinsaari=NF;nigeria=NG;nicaragua=NI;alankomaat=NL;norja=NO;nepal=NP
;nauru=NR;niue=NU;uusi-seelanti=NZ;oman=OM;panama=PA;peru=PE;ranskan polynesia=PF;papua-uusi-guinea=PG
;filippiinit=PH;pakistan=PK;puola=PL;saint-pierre ja miquelon=PM;pitcairn=PN;puerto rico=PR
;palestiinalaisalue=PS;portugali=PT;palau=PW;paraguay=PY;qatar=QA;réunion=RE;romania=RO;serbia=RS
;venäjä=RU;ruanda=RW;saudi-arabia=SA;salomonsaaret=SB;seychellit=SC;sudan=SD;ruotsi=SE;singapore=SG
;saint helena=SH;slovenia=SI;huippuvuoret ja jan mayen=SJ;slovakia=SK;sierra leone=SL;san marino=SM
;senegal=SN;somalia=SO;suriname=SR;etelä-sudan=SS;são tomé ja príncipe=ST;el salvador=SV
;sint maarten=SX;syyria=SY;eswatini=SZ;turks- ja caicossaaret=TC;tšad=TD
;ranskan eteläiset ja antarktiset alueet=TF;togo=TG;thaimaa=TH;tadžikistan=TJ;tokelau=TK;itä-timor=TL
;turkmenistan=TM;tunisia=TN;tonga=TO;turkki=TR;trinidad ja tobago=TT;tuvalu=TV;taiwan=TW;tansania=TZ
;ukraina=UA;uganda=UG;yhdysvaltain erillissaaret=UM;yhdysvallat=US;uruguay=UY;uzbekistan=UZ
;vatikaani=VA;saint vincent ja grenadiinit=VC;venezuela=VE;brittiläiset neitsytsaaret=VG
;yhdysvaltain neitsytsaaret=VI;vietnam=VN;vanuatu=VU;wallis ja futuna=WF;samoa=WS;kosovo=XK;jemen=YE
;mayotte=YT;etelä-afrikka=ZA;sambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_fr() -%}
    {%- set names -%}
;andorre=AD;émirats arabes unis=AE;afghanistan=AF;antigua-et-barbuda=AG;anguilla=AI;albanie=AL
;arménie=AM;angola=AO;antarctique=AQ;argentine=AR;samoa américaines=AS;autriche=AT;australie=AU
;aruba=AW;îles åland=AX;azerbaïdjan=AZ;bosnie-herzégovine=BA;barbade=BB;bangladesh=BD;belgique=BE
;burkina faso=BF;bulgarie=BG;bahreïn=BH;burundi=BI;bénin=BJ;saint-barthélemy=BL;bermudes=BM;brunei=BN
;bolivie=BO;pays-bas caribéens=BQ;brésil=BR;bahamas=BS;bhoutan=BT;île bouvet=BV;botswana=BW
;biélorussie=BY;belize=BZ;canada=CA;îles cocos=CC;congo-kinshasa=CD;république centrafricaine=CF
;congo-brazzaville=CG;suisse=CH;côte d’ivoire=CI;îles cook=CK;chili=CL;cameroun=CM;chine=CN
;colombie=CO;costa rica=CR;cuba=CU;cap-vert=CV;curaçao=CW;île christmas=CX;chypre=CY;tchéquie=CZ
;allemagne=DE;djibouti=DJ;danemark=DK;dominique=DM;république dominicaine=DO;algérie=DZ;équateur=EC
;estonie=EE;égypte=EG;sahara occidental=EH;érythrée=ER;espagne=ES;éthiopie=ET;finlande=FI;fidji=FJ
;îles malouines=FK;micronésie=FM;îles féroé=FO;france=FR;gabon=GA;royaume-uni=GB;grenade=GD;géorgie=GE
;guyane française=GF;guernesey=GG;ghana=GH;gibraltar=GI;groenland=GL;gambie=GM;guinée=GN;guadeloupe=GP
;guinée équatoriale=GQ;grèce=GR;géorgie du sud-et-les îles sandwich du sud=GS;guatemala=GT;guam=GU
;guinée-bissau=GW;guyana=GY;r.a.s. chinoise de hong kong=HK;îles heard-et-macdonald=HM;honduras=HN
;croatie=HR;haïti=HT;hongrie=HU;indonésie=ID;irlande=IE;israël=IL;île de man=IM;inde=IN
;territoire britannique de l’océan indien=IO;irak=IQ;iran=IR;islande=IS;italie=IT;jersey=JE
;jamaïque=JM;jordanie=JO;japon=JP;kenya=KE;kirghizstan=KG;cambodge=KH;kiribati=KI;comores=KM
;saint-christophe-et-niévès=KN;corée du nord=KP;corée du sud=KR;koweït=KW;îles caïmans=KY
;kazakhstan=KZ;laos=LA;liban=LB;sainte-lucie=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS
;lituanie=LT;luxembourg=LU;lettonie=LV;libye=LY;maroc=MA;monaco=MC;moldavie=MD;monténégro=ME
;saint-martin=MF;madagascar=MG;îles marshall=MH;macédoine du nord=MK;mali=ML;myanmar (birmanie)=MM
;mongolie=MN;r.a.s. chinoise de macao=MO;îles mariannes du nord=MP;martinique=MQ;mauritanie=MR
;montserrat=MS;malte=MT;maurice=MU;maldives=MV;malawi=MW;mexique=MX;malaisie=MY;mozambique=MZ
;namibie=NA;nouvelle-calédonie=NC;niger=NE;île norfolk=NF;nigeria=NG;nicaragua=NI;pays-bas=NL
;norvège=NO;népal=NP;nauru=NR;niue=NU;nouvelle-zélande=NZ;oman=OM;panama=PA;pérou=PE
;polynésie française=PF;papouasie-nouvelle-guinée=PG;philippines=PH;pakistan=PK;pologne=PL
;saint-pierre-et-miquelon=PM;îles pitcairn=PN;porto rico=PR;territoires palestiniens=PS;portugal=PT
;palaos=PW;paraguay=PY;qatar=QA;la réunion=RE;roumanie=RO;serbie=RS;russie=RU;rwanda=RW
;arabie saoudite=SA;îles salomon=SB;seychelles=SC;soudan=SD;suède=SE;singapour=SG;sainte-hélène=SH
;slovénie=SI;svalbard et jan mayen=SJ;slovaquie=SK;sierra leone=SL;saint-marin=SM;sénégal=SN
;somalie=SO;suriname=SR;soudan du sud=SS;sao tomé-et-principe=ST;salvador=SV
;saint-martin (partie néerlandaise)=SX;syrie=SY;eswatini=SZ;îles turques-et-caïques=TC;tchad=TD
;terres australes françaises=TF;togo=TG;thaïlande=TH;tadjikistan=TJ;tokelau=TK;timor oriental=TL
;turkménistan=TM;tunisie=TN;tonga=TO;turquie=TR;trinité-et-tobago=TT;tuvalu=TV;taïwan=TW;tanzanie=TZ
;ukraine=UA;ouganda=UG;îles mineures éloignées des états-unis=UM;états-unis=US;uruguay=UY
;ouzbékistan=UZ;état de la cité du vatican=VA;saint-vincent-et-les grenadines=VC;venezuela=VE
;îles vierges britanniques=VG;îles vierges des états-unis=VI;viêt nam=VN;vanuatu=VU
;wallis-et-futuna=WF;samoa=WS;kosovo=XK;yémen=YE;mayotte=YT;afrique du sud=ZA;zambie=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ga() -%}
    {%- set names -%}
;andóra=AD;aontas na néimíríochtaí arabacha=AE;an afganastáin=AF;antigua agus barbúda=AG;angaíle=AI
;an albáin=AL;an airméin=AM;angóla=AO;antartaice=AQ;an airgintín=AR;samó mheiriceá=AS;an ostair=AT
;an astráil=AU;arúba=AW;oileáin åland=AX;an asarbaiseáin=AZ;an bhoisnia agus an heirseagaivéin=BA
;barbadós=BB;an bhanglaidéis=BD;an bheilg=BE;buircíne fasó=BF;an bhulgáir=BG;bairéin=BH;an bhurúin=BI
;beinin=BJ;saint barthélemy=BL;beirmiúda=BM;brúiné=BN;an bholaiv=BO;an ísiltír chairibeach=BQ
;an bhrasaíl=BR;na bahámaí=BS;an bhútáin=BT;oileán bouvet=BV;an bhotsuáin=BW;an bhealarúis=BY
;an bheilís=BZ;ceanada=CA;oileáin cocos (keeling)=CC;poblacht dhaonlathach an chongó=CD
;poblacht na hafraice láir=CF;congó-brazzaville=CG;an eilvéis=CH;an cósta eabhair=CI;oileáin cook=CK
;an tsile=CL;camarún=CM;an tsín=CN;an cholóim=CO;cósta ríce=CR;cúba=CU;rinn verde=CV;cúrasó=CW
;oileán na nollag=CX;an chipir=CY;an tseicia=CZ;an ghearmáin=DE;djibouti=DJ;an danmhairg=DK
;doiminice=DM;an phoblacht dhoiminiceach=DO;an ailgéir=DZ;eacuadór=EC;an eastóin=EE;an éigipt=EG
;an sahára thiar=EH;an eiritré=ER;an spáinn=ES;an aetóip=ET;an fhionlainn=FI;fidsí=FJ
;oileáin fháclainne=FK;an mhicrinéis=FM;oileáin fharó=FO;an fhrainc=FR;an ghabúin=GA
;an ríocht aontaithe=GB;greanáda=GD;an tseoirsia=GE;guáin na fraince=GF;geansaí=GG;gána=GH
;giobráltar=GI;an ghraonlainn=GL;an ghaimbia=GM;an ghuine=GN;guadalúip=GP;an ghuine mheánchiorclach=GQ
;an ghréig=GR;an tseoirsia theas agus oileáin sandwich theas=GS;guatamala=GT;guam=GU;guine bissau=GW
;an ghuáin=GY;sainréigiún riaracháin hong cong, daonphoblacht na síne=HK
;oileán heard agus oileáin mcdonald=HM;hondúras=HN;an chróit=HR;háítí=HT;an ungáir=HU;an indinéis=ID
;éire=IE;iosrael=IL;oileán mhanann=IM;an india=IN;críoch aigéan indiach na breataine=IO;an iaráic=IQ
;an iaráin=IR;an íoslainn=IS;an iodáil=IT;geirsí=JE;iamáice=JM;an iordáin=JO;an tseapáin=JP
;an chéinia=KE;an chirgeastáin=KG;an chambóid=KH;ciribeas=KI;oileáin chomóra=KM
;san críostóir-nimheas=KN;an chóiré thuaidh=KP;an chóiré theas=KR;cuáit=KW;oileáin cayman=KY
;an chasacstáin=KZ;laos=LA;an liobáin=LB;saint lucia=LC;lichtinstéin=LI;srí lanca=LK;an libéir=LR
;leosóta=LS;an liotuáin=LT;lucsamburg=LU;an laitvia=LV;an libia=LY;maracó=MA;monacó=MC;an mholdóiv=MD
;montainéagró=ME;saint-martin=MF;madagascar=MG;oileáin marshall=MH;an mhacadóin thuaidh=MK;mailí=ML
;maenmar (burma)=MM;an mhongóil=MN;sainréigiún riaracháin macao, daonphoblacht na síne=MO
;na hoileáin mháirianacha thuaidh=MP;martinique=MQ;an mháratái=MR;montsarat=MS;málta=MT
;oileán mhuirís=MU;oileáin mhaildíve=MV;an mhaláiv=MW;meicsiceo=MX;an mhalaeisia=MY;mósaimbíc=MZ
;an namaib=NA;an nua-chaladóin=NC;an nígir=NE;oileán norfolk=NF;an nigéir=NG;nicearagua=NI
;an ísiltír=NL;an iorua=NO;neipeal=NP;nárú=NR;niue=NU;an nua-shéalainn=NZ;óman=OM;panama=PA;peiriú=PE
;polainéis na fraince=PF;nua-ghuine phapua=PG;na hoileáin fhilipíneacha=PH;an phacastáin=PK
;an pholainn=PL;san pierre agus miquelon=PM;oileáin pitcairn=PN;pórtó ríce=PR
;na críocha palaistíneacha=PS;an phortaingéil=PT;oileáin palau=PW;paragua=PY;catar=QA;la réunion=RE
;an rómáin=RO;an tseirbia=RS;an rúis=RU;ruanda=RW;an araib shádach=SA;oileáin sholaimh=SB
;na séiséil=SC;an tsúdáin=SD;an tsualainn=SE;singeapór=SG;san héilin=SH;an tslóivéin=SI
;svalbard agus jan mayen=SJ;an tslóvaic=SK;siarra leon=SL;san mairíne=SM;an tseineagáil=SN
;an tsomáil=SO;suranam=SR;an tsúdáin theas=SS;são tomé agus príncipe=ST;an tsalvadóir=SV
;sint maarten=SX;an tsiria=SY;esuaitíní=SZ;oileáin na dturcach agus caicos=TC;sead=TD
;críocha francacha dheisceart an domhain=TF;tóga=TG;an téalainn=TH;an táidsíceastáin=TJ;tócalá=TK
;tíomór thoir=TL;an tuircméanastáin=TM;an tuinéis=TN;tonga=TO;an tuirc=TR
;oileán na tríonóide agus tobága=TT;túvalú=TV;an téaváin=TW;an tansáin=TZ;an úcráin=UA;uganda=UG
;oileáin imeallacha s.a.m.=UM;stáit aontaithe mheiriceá=US;uragua=UY;an úisbéiceastáin=UZ
;cathair na vatacáine=VA;san uinseann agus na greanáidíní=VC;veiniséala=VE
;oileáin bhriotanacha na maighdean=VG;oileáin mheiriceánacha na maighdean=VI;vítneam=VN;vanuatú=VU
;vailís agus futúna=WF;samó=WS;an chosaiv=XK;éimin=YE;mayotte=YT;an afraic theas=ZA;an tsaimbia=ZM
;an tsiombáib=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_hr() -%}
    {%- set names -%}
;andora=AD;ujedinjeni arapski emirati=AE;afganistan=AF;antigva i barbuda=AG;angvila=AI;albanija=AL
;armenija=AM;angola=AO;antarktika=AQ;argentina=AR;američka samoa=AS;austrija=AT;australija=AU;aruba=AW
;ålandski otoci=AX;azerbajdžan=AZ;bosna i hercegovina=BA;barbados=BB;bangladeš=BD;belgija=BE
;burkina faso=BF;bugarska=BG;bahrein=BH;burundi=BI;benin=BJ;saint barthélemy=BL;bermudi=BM;brunej=BN
;bolivija=BO;karipski otoci nizozemske=BQ;brazil=BR;bahami=BS;butan=BT;otok bouvet=BV;bocvana=BW
;bjelorusija=BY;belize=BZ;kanada=CA;kokosovi (keelingovi) otoci=CC;kongo - kinshasa=CD
;srednjoafrička republika=CF;kongo - brazzaville=CG;švicarska=CH;obala bjelokosti=CI;cookovi otoci=CK
;čile=CL;kamerun=CM;kina=CN;kolumbija=CO;kostarika=CR;kuba=CU;zelenortska republika=CV;curaçao=CW
;božićni otok=CX;cipar=CY;češka=CZ;njemačka=DE;džibuti=DJ;danska=DK;dominika=DM
;dominikanska republika=DO;alžir=DZ;ekvador=EC;estonija=EE;egipat=EG;zapadna sahara=EH;eritreja=ER
;španjolska=ES;etiopija=ET;finska=FI;fidži=FJ;falklandski otoci=FK;mikronezija=FM;ovčji otoci=FO
;francuska=FR;gabon=GA;ujedinjeno kraljevstvo=GB;grenada=GD;gruzija=GE;francuska gijana=GF;guernsey=GG
;gana=GH;gibraltar=GI;grenland=GL;gambija=GM;gvineja=GN;guadalupe=GP;ekvatorska gvineja=GQ;grčka=GR
;južna georgia i otoci južni sandwich=GS;gvatemala=GT;guam=GU;gvineja bisau=GW;gvajana=GY
;pup hong kong kina=HK;otoci heard i mcdonald=HM;honduras=HN;hrvatska=HR;haiti=HT;mađarska=HU
;indonezija=ID;irska=IE;izrael=IL;otok man=IM;indija=IN;britanski indijskooceanski teritorij=IO
;irak=IQ;iran=IR;island=IS;italija=IT;jersey=JE;jamajka=JM;jordan=JO;japan=JP;kenija=KE;kirgistan=KG
;kambodža=KH;kiribati=KI;komori=KM;sveti kristofor i nevis=KN;sjeverna koreja=KP;južna koreja=KR
;kuvajt=KW;kajmanski otoci=KY;kazahstan=KZ;laos=LA;libanon=LB;sveta lucija=LC;lihtenštajn=LI
;šri lanka=LK;liberija=LR;lesoto=LS;litva=LT;luksemburg=LU;latvija=LV;libija=LY;maroko=MA;monako=MC
;moldavija=MD;crna gora=ME;saint martin=MF;madagaskar=MG;maršalovi otoci=MH;sjeverna makedonija=MK
;mali=ML;mjanmar (burma)=MM;mongolija=MN;pup makao kina=MO;sjevernomarijanski otoci=MP;martinik=MQ
;mauretanija=MR;montserrat=MS;malta=MT;mauricijus=MU;maldivi=MV;malavi=MW;meksiko=MX;malezija=MY
;mozambik=MZ;namibija=NA;nova kaledonija=NC;niger=NE;otok norfolk=NF;nigerija=NG;nikaragva=NI
;nizozemska=NL;norveška=NO;nepal=NP;nauru=NR;niue=NU;novi zeland=NZ;oman=OM;panama=PA;peru=PE
;francuska polinezija=PF;papua nova gvineja=PG;filipini=PH;pakistan=PK;poljska=PL
;sveti petar i mikelon=PM;pitcairnovi otoci=PN;portoriko=PR;palestinsko područje=PS;portugal=PT
;palau=PW;paragvaj=PY;katar=QA;réunion=RE;rumunjska=RO;srbija=RS;rusija=RU;ruanda=RW
;saudijska arabija=SA;salomonovi otoci=SB;sejšeli=SC;sudan=SD;švedska=SE;singapur=SG;sveta helena=SH
;slovenija=SI;svalbard i jan mayen=SJ;slovačka=SK;sijera leone=SL;san marino=SM;senegal=SN;somalija=SO
;surinam=SR;južni sudan=SS;sveti toma i princip=ST;salvador=SV;sint maarten=SX;sirija=SY;esvatini=SZ
;otoci turks i caicos=TC;čad=TD;francuski južni teritoriji=TF;togo=TG;tajland=TH;tadžikistan=TJ
;tokelau=TK;timor-leste=TL;turkmenistan=TM;tunis=TN;tonga=TO;turska=TR;trinidad i tobago=TT;tuvalu=TV
;tajvan=TW;tanzanija=TZ;ukrajina=UA;uganda=UG;mali udaljeni otoci sad-a=UM
;sjedinjene američke države=US;urugvaj=UY;uzbekistan=UZ;vatikan=VA;sveti vincent i grenadini=VC
;venezuela=VE;britanski djevičanski otoci=VG;američki djevičanski otoci=VI;vijetnam=VN;vanuatu=VU
;wallis i futuna=WF;samoa=WS;kosovo=XK;jemen=YE;mayotte=YT;južnoafrička republika=ZA;zambija=ZM
;zimbabve=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_hu() -%}
    {%- set names -%}
;andorra=AD;egyesült arab emírségek=AE;afganisztán=AF;antigua és barbuda=AG;anguilla=AI;albánia=AL
;örményország=AM;angola=AO;antarktisz=AQ;argentína=AR;amerikai szamoa=AS;ausztria=AT;ausztrália=AU
;aruba=AW;åland-szigetek=AX;azerbajdzsán=AZ;bosznia-hercegovina=BA;barbados=BB;banglades=BD;belgium=BE
;burkina faso=BF;bulgária=BG;bahrein=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM;brunei=BN
;bolívia=BO;holland karib-térség=BQ;brazília=BR;bahama-szigetek=BS;bhután=BT;bouvet-sziget=BV
;botswana=BW;belarusz=BY;belize=BZ;kanada=CA;kókusz (keeling)-szigetek=CC;kongó – kinshasa=CD
;közép-afrikai köztársaság=CF;kongó – brazzaville=CG;svájc=CH;elefántcsontpart=CI;cook-szigetek=CK
;chile=CL;kamerun=CM;kína=CN;kolumbia=CO;costa rica=CR;kuba=CU;zöld-foki köztársaság=CV;curaçao=CW
;karácsony-sziget=CX;ciprus=CY;csehország=CZ;németország=DE;dzsibuti=DJ;dánia=DK;dominika=DM
;dominikai köztársaság=DO;algéria=DZ;ecuador=EC;észtország=EE;egyiptom=EG;nyugat-szahara=EH;eritrea=ER
;spanyolország=ES;etiópia=ET;finnország=FI;fidzsi=FJ;falkland-szigetek=FK;mikronézia=FM
;feröer szigetek=FO;franciaország=FR;gabon=GA;egyesült királyság=GB;grenada=GD;grúzia=GE
;francia guyana=GF;guernsey=GG;ghána=GH;gibraltár=GI;grönland=GL;gambia=GM;guinea=GN;guadeloupe=GP
;egyenlítői-guinea=GQ;görögország=GR;déli-georgia és déli-sandwich-szigetek=GS;guatemala=GT;guam=GU
;bissau-guinea=GW;guyana=GY;hongkong kkt=HK;heard-sziget és mcdonald-szigetek=HM;honduras=HN
;horvátország=HR;haiti=HT;magyarország=HU;indonézia=ID;írország=IE;izrael=IL;man-sziget=IM;india=IN
;brit indiai-óceáni terület=IO;irak=IQ;irán=IR;izland=IS;olaszország=IT;jersey=JE;jamaica=JM
;jordánia=JO;japán=JP;kenya=KE;kirgizisztán=KG;kambodzsa=KH;kiribati=KI;comore-szigetek=KM
;saint kitts és nevis=KN;észak-korea=KP;dél-korea=KR;kuvait=KW;kajmán-szigetek=KY;kazahsztán=KZ
;laosz=LA;libanon=LB;saint lucia=LC;liechtenstein=LI;srí lanka=LK;libéria=LR;lesotho=LS;litvánia=LT
;luxemburg=LU;lettország=LV;líbia=LY;marokkó=MA;monaco=MC;moldova=MD;montenegró=ME;saint martin=MF
;madagaszkár=MG;marshall-szigetek=MH;észak-macedónia=MK;mali=ML;mianmar=MM;mongólia=MN;makaó kkt=MO
;északi mariana-szigetek=MP;martinique=MQ;mauritánia=MR;montserrat=MS;málta=MT;mauritius=MU
;maldív-szigetek=MV;malawi=MW;mexikó=MX;malajzia=MY;mozambik=MZ;namíbia=NA;új-kaledónia=NC;niger=NE
;norfolk-sziget=NF;nigéria=NG;nicaragua=NI;hollandia=NL;norvégia=NO;nepál=NP;nauru=NR;niue=NU
;új-zéland=NZ;omán=OM;panama=PA;peru=PE;francia polinézia=PF;pápua új-guinea=PG;fülöp-szigetek=PH
;pakisztán=PK;lengyelország=PL;saint-pierre és miquelon=PM;pitcairn-szigetek=PN;puerto rico=PR
;palesztin autonómia=PS;portugália=PT;palau=PW;paraguay=PY;katar=QA;réunion=RE;románia=RO;szerbia=RS
;oroszország=RU;ruanda=RW;szaúd-arábia=SA;salamon-szigetek=SB;seychelle-szigetek=SC;szudán=SD
;svédország=SE;szingapúr=SG;szent ilona=SH;szlovénia=SI;svalbard és jan mayen=SJ;szlovákia=SK
;sierra leone=SL;san marino=SM;szenegál=SN;szomália=SO;suriname=SR;dél-szudán=SS
;são tomé és príncipe=ST;salvador=SV;sint maarten=SX;szíria=SY;szváziföld=SZ
;turks- és caicos-szigetek=TC;csád=TD;francia déli területek=TF;togo=TG;thaiföld=TH;tádzsikisztán=TJ
;tokelau=TK;kelet-timor=TL;türkmenisztán=TM;tunézia=TN;tonga=TO;törökország=TR;trinidad és tobago=TT
;tuvalu=TV;tajvan=TW;tanzánia=TZ;ukrajna=UA;uganda=UG;az usa lakatlan külbirtokai=UM
;egyesült államok=US;uruguay=UY;üzbegisztán=UZ;vatikán=VA;saint vincent és a grenadine-szigetek=VC
;venezuela=VE;brit virgin-szigetek=VG;amerikai virgin-szigetek=VI;vietnám=VN;vanuatu=VU
;wallis és futuna=WF;szamoa=WS;koszovó=XK;jemen=YE;mayotte=YT;dél-afrikai köztársaság=ZA;zambia=ZM
;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_it() -%}
    {%- set names -%}
;andorra=AD;emirati arabi uniti=AE;afghanistan=AF;antigua e barbuda=AG;anguilla=AI;albania=AL
;armenia=AM;angola=AO;antartide=AQ;argentina=AR;samoa americane=AS;austria=AT;australia=AU;aruba=AW
;isole åland=AX;azerbaigian=AZ;bosnia ed erzegovina=BA;barbados=BB;bangladesh=BD;belgio=BE
;burkina faso=BF;bulgaria=BG;bahrein=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM;brunei=BN
;bolivia=BO;caraibi olandesi=BQ;brasile=BR;bahamas=BS;bhutan=BT;isola bouvet=BV;botswana=BW
;bielorussia=BY;belize=BZ;canada=CA;isole cocos (keeling)=CC;congo - kinshasa=CD
;repubblica centrafricana=CF;congo-brazzaville=CG;svizzera=CH;costa d’avorio=CI;isole cook=CK;cile=CL
;camerun=CM;cina=CN;colombia=CO;costa rica=CR;cuba=CU;capo verde=CV;curaçao=CW;isola christmas=CX
;cipro=CY;cechia=CZ;germania=DE;gibuti=DJ;danimarca=DK;dominica=DM;repubblica dominicana=DO;algeria=DZ
;ecuador=EC;estonia=EE;egitto=EG;sahara occidentale=EH;eritrea=ER;spagna=ES;etiopia=ET;finlandia=FI
;figi=FJ;isole falkland=FK;micronesia=FM;isole fær øer=FO;francia=FR;gabon=GA;regno unito=GB
;grenada=GD;georgia=GE;guyana francese=GF;guernsey=GG;ghana=GH;gibilterra=GI;groenlandia=GL;gambia=GM
;guinea=GN;guadalupa=GP;guinea equatoriale=GQ;grecia=GR;georgia del sud e sandwich australi=GS
;guatemala=GT;guam=GU;guinea-bissau=GW;guyana=GY;ras di hong kong=HK;isole heard e mcdonald=HM
;honduras=HN;croazia=HR;haiti=HT;ungheria=HU;indonesia=ID;irlanda=IE;israele=IL;isola di man=IM
;india=IN;territorio britannico dell’oceano indiano=IO;iraq=IQ;iran=IR;islanda=IS;italia=IT;jersey=JE
;giamaica=JM;giordania=JO;giappone=JP;kenya=KE;kirghizistan=KG;cambogia=KH;kiribati=KI;comore=KM
;saint kitts e nevis=KN;corea del nord=KP;corea del sud=KR;kuwait=KW;isole cayman=KY;kazakistan=KZ
;laos=LA;libano=LB;saint lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;lituania=LT
;lussemburgo=LU;lettonia=LV;libia=LY;marocco=MA;monaco=MC;moldavia=MD;montenegro=ME;saint martin=MF
;madagascar=MG;isole marshall=MH;macedonia del nord=MK;mali=ML;myanmar (birmania)=MM;mongolia=MN
;ras di macao=MO;isole marianne settentrionali=MP;martinica=MQ;mauritania=MR;montserrat=MS;malta=MT
;mauritius=MU;maldive=MV;malawi=MW;messico=MX;malaysia=MY;mozambico=MZ;namibia=NA;nuova caledonia=NC
;niger=NE;isola norfolk=NF;nigeria=NG;nicaragua=NI;paesi bassi=NL;norvegia=NO;nepal=NP;nauru=NR
;niue=NU;nuova zelanda=NZ;oman=OM;panama=PA;perù=PE;polinesia francese=PF;papua nuova guinea=PG
;filippine=PH;pakistan=PK;polonia=PL;saint-pierre e miquelon=PM;isole pitcairn=PN;portorico=PR
;territori palestinesi=PS;portogallo=PT;palau=PW;paraguay=PY;qatar=QA;riunione=RE;romania=RO;serbia=RS
;russia=RU;ruanda=RW;arabia saudita=SA;isole salomone=SB;seychelles=SC;sudan=SD;svezia=SE;singapore=SG
;sant’elena=SH;slovenia=SI;svalbard e jan mayen=SJ;slovacchia=SK;sierra leone=SL;san marino=SM
;senegal=SN;somalia=SO;suriname=SR;sud sudan=SS;são tomé e príncipe=ST;el salvador=SV;sint maarten=SX
;siria=SY;eswatini=SZ;isole turks e caicos=TC;ciad=TD;terre australi francesi=TF;togo=TG;thailandia=TH
;tagikistan=TJ;tokelau=TK;timor est=TL;turkmenistan=TM;tunisia=TN;tonga=TO;turchia=TR
;trinidad e tobago=TT;tuvalu=TV;taiwan=TW;tanzania=TZ;ucraina=UA;uganda=UG
;isole minori esterne degli stati uniti=UM;stati uniti=US;uruguay=UY;uzbekistan=UZ
;città del vaticano=VA;saint vincent e grenadine=VC;venezuela=VE;isole vergini britanniche=VG
;isole vergini americane=VI;vietnam=VN;vanuatu=VU;wallis e futuna=WF;samoa=WS;kosovo=XK;yemen=YE
;mayotte=YT;sudafrica=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_lt() -%}
    {%- set names -%}
;andora=AD;jungtiniai arabų emyratai=AE;afganistanas=AF;antigva ir barbuda=AG;angilija=AI;albanija=AL
;armėnija=AM;angola=AO;antarktida=AQ;argentina=AR;amerikos samoa=AS;austrija=AT;australija=AU;aruba=AW
;alandų salos=AX;azerbaidžanas=AZ;bosnija ir hercegovina=BA;barbadosas=BB;bangladešas=BD;belgija=BE
;burkina fasas=BF;bulgarija=BG;bahreinas=BH;burundis=BI;beninas=BJ;sen bartelemi=BL;bermuda=BM
;brunėjus=BN;bolivija=BO;karibų nyderlandai=BQ;brazilija=BR;bahamos=BS;butanas=BT;buvė sala=BV
;botsvana=BW;baltarusija=BY;belizas=BZ;kanada=CA;kokosų (kilingo) salos=CC;kongas-kinšasa=CD
;centrinės afrikos respublika=CF;kongas-brazavilis=CG;šveicarija=CH;dramblio kaulo krantas=CI
;kuko salos=CK;čilė=CL;kamerūnas=CM;kinija=CN;kolumbija=CO;kosta rika=CR;kuba=CU;žaliasis kyšulys=CV
;kiurasao=CW;kalėdų sala=CX;kipras=CY;čekija=CZ;vokietija=DE;džibutis=DJ;danija=DK;dominika=DM
;dominikos respublika=DO;alžyras=DZ;ekvadoras=EC;estija=EE;egiptas=EG;vakarų sachara=EH;eritrėja=ER
;ispanija=ES;etiopija=ET;suomija=FI;fidžis=FJ;folklando salos=FK;mikronezija=FM;farerų salos=FO
;prancūzija=FR;gabonas=GA;jungtinė karalystė=GB;grenada=GD;gruzija=GE;prancūzijos gviana=GF;gernsis=GG
;gana=GH;gibraltaras=GI;grenlandija=GL;gambija=GM;gvinėja=GN;gvadelupa=GP;pusiaujo gvinėja=GQ
;graikija=GR;pietų džordžija ir pietų sandvičo salos=GS;gvatemala=GT;guamas=GU;bisau gvinėja=GW
;gajana=GY;ypatingasis administracinis kinijos regionas honkongas=HK;herdo ir makdonaldo salos=HM
;hondūras=HN;kroatija=HR;haitis=HT;vengrija=HU;indonezija=ID;airija=IE;izraelis=IL;meno sala=IM
;indija=IN;indijos vandenyno britų sritis=IO;irakas=IQ;iranas=IR;islandija=IS;italija=IT;džersis=JE
;jamaika=JM;jordanija=JO;japonija=JP;kenija=KE;kirgizija=KG;kambodža=KH;kiribatis=KI;komorai=KM
;sent kitsas ir nevis=KN;šiaurės korėja=KP;pietų korėja=KR;kuveitas=KW;kaimanų salos=KY
;kazachstanas=KZ;laosas=LA;libanas=LB;sent lusija=LC;lichtenšteinas=LI;šri lanka=LK;liberija=LR
;lesotas=LS;lietuva=LT;liuksemburgas=LU;latvija=LV;libija=LY;marokas=MA;monakas=MC;moldova=MD
;juodkalnija=ME;sen martenas=MF;madagaskaras=MG;maršalo salos=MH;šiaurės makedonija=MK;malis=ML
;mianmaras (birma)=MM;mongolija=MN;ypatingasis administracinis kinijos regionas makao=MO
;marianos šiaurinės salos=MP;martinika=MQ;mauritanija=MR;montseratas=MS;malta=MT;mauricijus=MU
;maldyvai=MV;malavis=MW;meksika=MX;malaizija=MY;mozambikas=MZ;namibija=NA;naujoji kaledonija=NC
;nigeris=NE;norfolko sala=NF;nigerija=NG;nikaragva=NI;nyderlandai=NL;norvegija=NO;nepalas=NP;nauru=NR
;niujė=NU;naujoji zelandija=NZ;omanas=OM;panama=PA;peru=PE;prancūzijos polinezija=PF
;papua naujoji gvinėja=PG;filipinai=PH;pakistanas=PK;lenkija=PL;sen pjeras ir mikelonas=PM
;pitkerno salos=PN;puerto rikas=PR;palestinos teritorija=PS;portugalija=PT;palau=PW;paragvajus=PY
;kataras=QA;reunjonas=RE;rumunija=RO;serbija=RS;rusija=RU;ruanda=RW;saudo arabija=SA
;saliamono salos=SB;seišeliai=SC;sudanas=SD;švedija=SE;singapūras=SG;šv. elenos sala=SH;slovėnija=SI
;svalbardas ir janas majenas=SJ;slovakija=SK;siera leonė=SL;san marinas=SM;senegalas=SN;somalis=SO
;surinamas=SR;pietų sudanas=SS;san tomė ir prinsipė=ST;salvadoras=SV;sint martenas=SX;sirija=SY
;svazilandas=SZ;terkso ir kaikoso salos=TC;čadas=TD;prancūzijos pietų sritys=TF;togas=TG;tailandas=TH
;tadžikija=TJ;tokelau=TK;rytų timoras=TL;turkmėnistanas=TM;tunisas=TN;tonga=TO;turkija=TR
;trinidadas ir tobagas=TT;tuvalu=TV;taivanas=TW;tanzanija=TZ;ukraina=UA;uganda=UG
;jungtinių valstijų mažosios tolimosios salos=UM;jungtinės valstijos=US;urugvajus=UY;uzbekistanas=UZ
;vatikano miesto valstybė=VA;šventasis vincentas ir grenadinai=VC;venesuela=VE
;didžiosios britanijos mergelių salos=VG;jungtinių valstijų mergelių salos=VI;vietnamas=VN;vanuatu=VU
;volisas ir futūna=WF;samoa=WS;kosovas=XK;jemenas=YE;majotas=YT;pietų afrika=ZA;zambija=ZM;zimbabvė=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_lv() -%}
    {%- set names -%}
;andora=AD;apvienotie arābu emirāti=AE;afganistāna=AF;antigva un barbuda=AG;angilja=AI;albānija=AL
;armēnija=AM;angola=AO;antarktika=AQ;argentīna=AR;asv samoa=AS;austrija=AT;austrālija=AU;aruba=AW
;olandes salas=AX;azerbaidžāna=AZ;bosnija un hercegovina=BA;barbadosa=BB;bangladeša=BD;beļģija=BE
;burkinafaso=BF;bulgārija=BG;bahreina=BH;burundija=BI;benina=BJ;senbartelmī=BL;bermudu salas=BM
;bruneja=BN;bolīvija=BO;nīderlandes karību salas=BQ;brazīlija=BR;bahamu salas=BS;butāna=BT
;buvē sala=BV;botsvāna=BW;baltkrievija=BY;beliza=BZ;kanāda=CA;kokosu (kīlinga) salas=CC
;kongo (kinšasa)=CD;centrālāfrikas republika=CF;kongo (brazavila)=CG;šveice=CH;kotdivuāra=CI
;kuka salas=CK;čīle=CL;kamerūna=CM;ķīna=CN;kolumbija=CO;kostarika=CR;kuba=CU;kaboverde=CV;kirasao=CW
;ziemsvētku sala=CX;kipra=CY;čehija=CZ;vācija=DE;džibutija=DJ;dānija=DK;dominika=DM;dominikāna=DO
;alžīrija=DZ;ekvadora=EC;igaunija=EE;ēģipte=EG;rietumsahāra=EH;eritreja=ER;spānija=ES;etiopija=ET
;somija=FI;fidži=FJ;folklenda salas=FK;mikronēzija=FM;fēru salas=FO;francija=FR;gabona=GA
;apvienotā karaliste=GB;grenāda=GD;gruzija=GE;francijas gviāna=GF;gērnsija=GG;gana=GH;gibraltārs=GI
;grenlande=GL;gambija=GM;gvineja=GN;gvadelupa=GP;ekvatoriālā gvineja=GQ;grieķija=GR
;dienviddžordžija un dienvidsendviču salas=GS;gvatemala=GT;guama=GU;gvineja-bisava=GW;gajāna=GY
;ķīnas īpašās pārvaldes apgabals honkonga=HK;hērda sala un makdonalda salas=HM;hondurasa=HN
;horvātija=HR;haiti=HT;ungārija=HU;indonēzija=ID;īrija=IE;izraēla=IL;menas sala=IM;indija=IN
;indijas okeāna britu teritorija=IO;irāka=IQ;irāna=IR;islande=IS;itālija=IT;džērsija=JE;jamaika=JM
;jordānija=JO;japāna=JP;kenija=KE;kirgizstāna=KG;kambodža=KH;kiribati=KI;komoru salas=KM
;sentkitsa un nevisa=KN;ziemeļkoreja=KP;dienvidkoreja=KR;kuveita=KW;kaimanu salas=KY;kazahstāna=KZ
;laosa=LA;libāna=LB;sentlūsija=LC;lihtenšteina=LI;šrilanka=LK;libērija=LR;lesoto=LS;lietuva=LT
;luksemburga=LU;latvija=LV;lībija=LY;maroka=MA;monako=MC;moldova=MD;melnkalne=ME;senmartēna=MF
;madagaskara=MG;māršala salas=MH;ziemeļmaķedonija=MK;mali=ML;mjanma (birma)=MM;mongolija=MN
;ķtr īpašais administratīvais reģions makao=MO;ziemeļu marianas salas=MP;martinika=MQ;mauritānija=MR
;montserrata=MS;malta=MT;maurīcija=MU;maldīvija=MV;malāvija=MW;meksika=MX;malaizija=MY;mozambika=MZ
;namībija=NA;jaunkaledonija=NC;nigēra=NE;norfolkas sala=NF;nigērija=NG;nikaragva=NI;nīderlande=NL
;norvēģija=NO;nepāla=NP;nauru=NR;niue=NU;jaunzēlande=NZ;omāna=OM;panama=PA;peru=PE
;francijas polinēzija=PF;papua-jaungvineja=PG;filipīnas=PH;pakistāna=PK;polija=PL
;senpjēra un mikelona=PM;pitkērnas salas=PN;puertoriko=PR;palestīnas teritorijas=PS;portugāle=PT
;palau=PW;paragvaja=PY;katara=QA;reinjona=RE;rumānija=RO;serbija=RS;krievija=RU;ruanda=RW
;saūda arābija=SA;zālamana salas=SB;seišelu salas=SC;sudāna=SD;zviedrija=SE;singapūra=SG
;sv.helēnas sala=SH;slovēnija=SI;svalbāra un jana majena sala=SJ;slovākija=SK;sjerraleone=SL
;sanmarīno=SM;senegāla=SN;somālija=SO;surinama=SR;dienvidsudāna=SS;santome un prinsipi=ST;salvadora=SV
;sintmārtena=SX;sīrija=SY;svatini=SZ;tērksas un kaikosas salas=TC;čada=TD
;francijas dienvidjūru teritorija=TF;togo=TG;taizeme=TH;tadžikistāna=TJ;tokelau=TK;austrumtimora=TL
;turkmenistāna=TM;tunisija=TN;tonga=TO;turcija=TR;trinidāda un tobāgo=TT;tuvalu=TV;taivāna=TW
;tanzānija=TZ;ukraina=UA;uganda=UG;asv mazās aizjūras salas=UM;amerikas savienotās valstis=US
;urugvaja=UY;uzbekistāna=UZ;vatikāns=VA;sentvinsenta un grenadīnas=VC;venecuēla=VE;britu virdžīnas=VG
;asv virdžīnas=VI;vjetnama=VN;vanuatu=VU;volisa un futunas salas=WF;samoa=WS;kosova=XK;jemena=YE
;majota=YT;dienvidāfrikas republika=ZA;zambija=ZM;zimbabve=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_mt() -%}
    {%- set names -%}
;andorra=AD;l-emirati għarab magħquda=AE;l-afganistan=AF;antigua u barbuda=AG;anguilla=AI
;l-albanija=AL;l-armenja=AM;l-angola=AO;l-antartika=AQ;l-arġentina=AR;is-samoa amerikana=AS
;l-awstrija=AT;l-awstralja=AU;aruba=AW;il-gżejjer aland=AX;l-ażerbajġan=AZ;il-bożnija-ħerzegovina=BA
;barbados=BB;il-bangladesh=BD;il-belġju=BE;il-burkina faso=BF;il-bulgarija=BG;il-bahrain=BH
;il-burundi=BI;il-benin=BJ;saint barthélemy=BL;bermuda=BM;il-brunei=BN;il-bolivja=BO
;in-netherlands tal-karibew=BQ;il-brażil=BR;il-bahamas=BS;il-bhutan=BT;gżira bouvet=BV;il-botswana=BW
;il-belarussja=BY;il-belize=BZ;il-kanada=CA;gżejjer cocos (keeling)=CC
;ir-repubblika demokratika tal-kongo=CD;ir-repubblika ċentru-afrikana=CF;il-kongo - brazzaville=CG
;l-iżvizzera=CH;il-kosta tal-avorju=CI;gżejjer cook=CK;iċ-ċili=CL;il-kamerun=CM;iċ-ċina=CN
;il-kolombja=CO;il-costa rica=CR;kuba=CU;cape verde=CV;curaçao=CW;il-gżira christmas=CX;ċipru=CY
;ir-repubblika ċeka=CZ;il-ġermanja=DE;il-djibouti=DJ;id-danimarka=DK;dominica=DM
;ir-repubblika dominicana=DO;l-alġerija=DZ;l-ekwador=EC;l-estonja=EE;l-eġittu=EG
;is-saħara tal-punent=EH;l-eritrea=ER;spanja=ES;l-etjopja=ET;il-finlandja=FI;fiġi=FJ
;il-gżejjer falkland=FK;il-mikroneżja=FM;il-gżejjer faeroe=FO;franza=FR;il-gabon=GA;ir-renju unit=GB
;grenada=GD;il-georgia=GE;il-guyana franċiża=GF;guernsey=GG;il-ghana=GH;ġibiltà=GI;greenland=GL
;il-gambja=GM;il-guinea=GN;guadeloupe=GP;il-guinea ekwatorjali=GQ;il-greċja=GR
;il-georgia tan-nofsinhar u l-gżejjer sandwich tan-nofsinhar=GS;il-gwatemala=GT;guam=GU
;il-guinea-bissau=GW;il-guyana=GY
;ir-reġjun amministrattiv speċjali ta’ hong kong tar-repubblika tal-poplu taċ-ċina=HK
;il-gżejjer heard u l-gżejjer mcdonald=HM;il-honduras=HN;il-kroazja=HR;il-haiti=HT;l-ungerija=HU
;l-indoneżja=ID;l-irlanda=IE;iżrael=IL;isle of man=IM;l-indja=IN
;territorju brittaniku tal-oċean indjan=IO;l-iraq=IQ;l-iran=IR;l-iżlanda=IS;l-italja=IT;jersey=JE
;il-ġamajka=JM;il-ġordan=JO;il-ġappun=JP;il-kenja=KE;il-kirgiżistan=KG;il-kambodja=KH;kiribati=KI
;comoros=KM;saint kitts u nevis=KN;il-korea ta’ fuq=KP;il-korea t’isfel=KR;il-kuwajt=KW
;il-gżejjer cayman=KY;il-każakistan=KZ;il-laos=LA;il-libanu=LB;saint lucia=LC;il-liechtenstein=LI
;is-sri lanka=LK;il-liberja=LR;il-lesoto=LS;il-litwanja=LT;il-lussemburgu=LU;il-latvja=LV;il-libja=LY
;il-marokk=MA;monaco=MC;il-moldova=MD;il-montenegro=ME;saint martin=MF;madagascar=MG
;gżejjer marshall=MH;il-maċedonja ta’ fuq=MK;il-mali=ML;il-myanmar/burma=MM;il-mongolja=MN
;ir-reġjun amministrattiv speċjali tal-macao tar-repubblika tal-poplu taċ-ċina=MO
;ġżejjer mariana tat-tramuntana=MP;martinique=MQ;il-mauritania=MR;montserrat=MS;malta=MT;mauritius=MU
;il-maldivi=MV;il-malawi=MW;il-messiku=MX;il-malasja=MY;il-mozambique=MZ;in-namibja=NA
;new caledonia=NC;in-niġer=NE;gżira norfolk=NF;in-niġerja=NG;in-nikaragwa=NI;in-netherlands=NL
;in-norveġja=NO;in-nepal=NP;nauru=NR;niue=NU;new zealand=NZ;l-oman=OM;il-panama=PA;il-perù=PE
;polineżja franċiża=PF;papua new guinea=PG;il-filippini=PH;il-pakistan=PK;il-polonja=PL
;saint pierre u miquelon=PM;gżejjer pitcairn=PN;puerto rico=PR;it-territorji palestinjani=PS
;il-portugall=PT;palau=PW;il-paragwaj=PY;il-qatar=QA;réunion=RE;ir-rumanija=RO;is-serbja=RS
;ir-russja=RU;ir-rwanda=RW;l-arabja sawdija=SA;il-gżejjer solomon=SB;is-seychelles=SC;is-sudan=SD
;l-iżvezja=SE;singapore=SG;saint helena=SH;is-slovenja=SI;svalbard u jan mayen=SJ;is-slovakkja=SK
;sierra leone=SL;san marino=SM;is-senegal=SN;is-somalja=SO;is-suriname=SR;is-sudan t’isfel=SS
;são tomé u príncipe=ST;el salvador=SV;sint maarten=SX;is-sirja=SY;l-eswatini=SZ
;il-gżejjer turks u caicos=TC;iċ-chad=TD;it-territorji franċiżi tan-nofsinhar=TF;it-togo=TG
;it-tajlandja=TH;it-taġikistan=TJ;it-tokelau=TK;timor leste=TL;it-turkmenistan=TM;it-tuneżija=TN
;tonga=TO;it-turkija=TR;trinidad u tobago=TT;tuvalu=TV;it-tajwan=TW;it-tanzanija=TZ;l-ukrajna=UA
;l-uganda=UG;il-gżejjer minuri mbiegħda tal-istati uniti=UM;l-istati uniti=US;l-urugwaj=UY
;l-użbekistan=UZ;l-istat tal-belt tal-vatikan=VA;saint vincent u l-grenadini=VC;il-venezwela=VE
;il-gżejjer verġni brittaniċi=VG;il-gżejjer verġni tal-istati uniti=VI;il-vjetnam=VN;vanuatu=VU
;wallis u futuna=WF;samoa=WS;il-kosovo=XK;il-jemen=YE;mayotte=YT;l-afrika t’isfel=ZA;iż-żambja=ZM
;iż-żimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_nl() -%}
    {%- set names -%}
;andorra=AD;verenigde arabische emiraten=AE;afghanistan=AF;antigua en barbuda=AG;anguilla=AI
;albanië=AL;armenië=AM;angola=AO;antarctica=AQ;argentinië=AR;amerikaans-samoa=AS;oostenrijk=AT
;australië=AU;aruba=AW;åland=AX;azerbeidzjan=AZ;bosnië en herzegovina=BA;barbados=BB;bangladesh=BD
;belgië=BE;burkina faso=BF;bulgarije=BG;bahrein=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM
;brunei=BN;bolivia=BO;caribisch nederland=BQ;brazilië=BR;bahama’s=BS;bhutan=BT;bouveteiland=BV
;botswana=BW;belarus=BY;belize=BZ;canada=CA;cocoseilanden=CC;congo-kinshasa=CD
;centraal-afrikaanse republiek=CF;congo-brazzaville=CG;zwitserland=CH;ivoorkust=CI;cookeilanden=CK
;chili=CL;kameroen=CM;china=CN;colombia=CO;costa rica=CR;cuba=CU;kaapverdië=CV;curaçao=CW
;christmaseiland=CX;cyprus=CY;tsjechië=CZ;duitsland=DE;djibouti=DJ;denemarken=DK;dominica=DM
;dominicaanse republiek=DO;algerije=DZ;ecuador=EC;estland=EE;egypte=EG;westelijke sahara=EH;eritrea=ER
;spanje=ES;ethiopië=ET;finland=FI;fiji=FJ;falklandeilanden=FK;micronesia=FM;faeröer=FO;frankrijk=FR
;gabon=GA;verenigd koninkrijk=GB;grenada=GD;georgië=GE;frans-guyana=GF;guernsey=GG;ghana=GH
;gibraltar=GI;groenland=GL;gambia=GM;guinee=GN;guadeloupe=GP;equatoriaal-guinea=GQ;griekenland=GR
;zuid-georgia en zuidelijke sandwicheilanden=GS;guatemala=GT;guam=GU;guinee-bissau=GW;guyana=GY
;hongkong sar van china=HK;heard en mcdonaldeilanden=HM;honduras=HN;kroatië=HR;haïti=HT;hongarije=HU
;indonesië=ID;ierland=IE;israël=IL;isle of man=IM;india=IN;brits indische oceaanterritorium=IO;irak=IQ
;iran=IR;ijsland=IS;italië=IT;jersey=JE;jamaica=JM;jordanië=JO;japan=JP;kenia=KE;kirgizië=KG
;cambodja=KH;kiribati=KI;comoren=KM;saint kitts en nevis=KN;noord-korea=KP;zuid-korea=KR;koeweit=KW
;kaaimaneilanden=KY;kazachstan=KZ;laos=LA;libanon=LB;saint lucia=LC;liechtenstein=LI;sri lanka=LK
;liberia=LR;lesotho=LS;litouwen=LT;luxemburg=LU;letland=LV;libië=LY;marokko=MA;monaco=MC;moldavië=MD
;montenegro=ME;saint-martin=MF;madagaskar=MG;marshalleilanden=MH;noord-macedonië=MK;mali=ML
;myanmar (birma)=MM;mongolië=MN;macau sar van china=MO;noordelijke marianen=MP;martinique=MQ
;mauritanië=MR;montserrat=MS;malta=MT;mauritius=MU;maldiven=MV;malawi=MW;mexico=MX;maleisië=MY
;mozambique=MZ;namibië=NA;nieuw-caledonië=NC;niger=NE;norfolk=NF;nigeria=NG;nicaragua=NI;nederland=NL
;noorwegen=NO;nepal=NP;nauru=NR;niue=NU;nieuw-zeeland=NZ;oman=OM;panama=PA;peru=PE;frans-polynesië=PF
;papoea-nieuw-guinea=PG;filipijnen=PH;pakistan=PK;polen=PL;saint-pierre en miquelon=PM
;pitcairneilanden=PN;puerto rico=PR;palestijnse gebieden=PS;portugal=PT;palau=PW;paraguay=PY;qatar=QA
;réunion=RE;roemenië=RO;servië=RS;rusland=RU;rwanda=RW;saoedi-arabië=SA;salomonseilanden=SB
;seychellen=SC;soedan=SD;zweden=SE;singapore=SG;sint-helena=SH;slovenië=SI;spitsbergen en jan mayen=SJ
;slowakije=SK;sierra leone=SL;san marino=SM;senegal=SN;somalië=SO;suriname=SR;zuid-soedan=SS
;sao tomé en principe=ST;el salvador=SV;sint-maarten=SX;syrië=SY;eswatini=SZ
;turks- en caicoseilanden=TC;tsjaad=TD;franse gebieden in de zuidelijke indische oceaan=TF;togo=TG
;thailand=TH;tadzjikistan=TJ;tokelau=TK;oost-timor=TL;turkmenistan=TM;tunesië=TN;tonga=TO;turkije=TR
;trinidad en tobago=TT;tuvalu=TV;taiwan=TW;tanzania=TZ;oekraïne=UA;oeganda=UG
;kleine afgelegen eilanden van de verenigde staten=UM;verenigde staten=US;uruguay=UY;oezbekistan=UZ
;vaticaanstad=VA;saint vincent en de grenadines=VC;venezuela=VE;britse maagdeneilanden=VG
;amerikaanse maagdeneilanden=VI;vietnam=VN;vanuatu=VU;wallis en futuna=WF;samoa=WS;kosovo=XK;jemen=YE
;mayotte=YT;zuid-afrika=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_pl() -%}
    {%- set names -%}
;andora=AD;zjednoczone emiraty arabskie=AE;afganistan=AF;antigua i barbuda=AG;anguilla=AI;albania=AL
;armenia=AM;angola=AO;antarktyda=AQ;argentyna=AR;samoa amerykańskie=AS;austria=AT;australia=AU
;aruba=AW;wyspy alandzkie=AX;azerbejdżan=AZ;bośnia i hercegowina=BA;barbados=BB;bangladesz=BD
;belgia=BE;burkina faso=BF;bułgaria=BG;bahrajn=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermudy=BM
;brunei=BN;boliwia=BO;niderlandy karaibskie=BQ;brazylia=BR;bahamy=BS;bhutan=BT;wyspa bouveta=BV
;botswana=BW;białoruś=BY;belize=BZ;kanada=CA;wyspy kokosowe=CC;demokratyczna republika konga=CD
;republika środkowoafrykańska=CF;kongo=CG;szwajcaria=CH;côte d’ivoire=CI;wyspy cooka=CK;chile=CL
;kamerun=CM;chiny=CN;kolumbia=CO;kostaryka=CR;kuba=CU;republika zielonego przylądka=CV;curaçao=CW
;wyspa bożego narodzenia=CX;cypr=CY;czechy=CZ;niemcy=DE;dżibuti=DJ;dania=DK;dominika=DM;dominikana=DO
;algieria=DZ;ekwador=EC;estonia=EE;egipt=EG;sahara zachodnia=EH;erytrea=ER;hiszpania=ES;etiopia=ET
;finlandia=FI;fidżi=FJ;falklandy=FK;mikronezja=FM;wyspy owcze=FO;francja=FR;gabon=GA
;wielka brytania=GB;grenada=GD;gruzja=GE;gujana francuska=GF;guernsey=GG;ghana=GH;gibraltar=GI
;grenlandia=GL;gambia=GM;gwinea=GN;gwadelupa=GP;gwinea równikowa=GQ;grecja=GR
;georgia południowa i sandwich południowy=GS;gwatemala=GT;guam=GU;gwinea bissau=GW;gujana=GY
;sra hongkong (chiny)=HK;wyspy heard i mcdonalda=HM;honduras=HN;chorwacja=HR;haiti=HT;węgry=HU
;indonezja=ID;irlandia=IE;izrael=IL;wyspa man=IM;indie=IN;brytyjskie terytorium oceanu indyjskiego=IO
;irak=IQ;iran=IR;islandia=IS;włochy=IT;jersey=JE;jamajka=JM;jordania=JO;japonia=JP;kenia=KE
;kirgistan=KG;kambodża=KH;kiribati=KI;komory=KM;saint kitts i nevis=KN;korea północna=KP
;korea południowa=KR;kuwejt=KW;kajmany=KY;kazachstan=KZ;laos=LA;liban=LB;saint lucia=LC
;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;litwa=LT;luksemburg=LU;łotwa=LV;libia=LY
;maroko=MA;monako=MC;mołdawia=MD;czarnogóra=ME;saint-martin=MF;madagaskar=MG;wyspy marshalla=MH
;macedonia północna=MK;mali=ML;mjanma (birma)=MM;mongolia=MN;sra makau (chiny)=MO;mariany północne=MP
;martynika=MQ;mauretania=MR;montserrat=MS;malta=MT;mauritius=MU;malediwy=MV;malawi=MW;meksyk=MX
;malezja=MY;mozambik=MZ;namibia=NA;nowa kaledonia=NC;niger=NE;norfolk=NF;nigeria=NG;nikaragua=NI
;holandia=NL;norwegia=NO;nepal=NP;nauru=NR;niue=NU;nowa zelandia=NZ;oman=OM;panama=PA;peru=PE
;polinezja francuska=PF;papua-nowa gwinea=PG;filipiny=PH;pakistan=PK;polska=PL
;saint-pierre i miquelon=PM;pitcairn=PN;portoryko=PR;terytoria palestyńskie=PS;portugalia=PT;palau=PW
;paragwaj=PY;katar=QA;reunion=RE;rumunia=RO;serbia=RS;rosja=RU;rwanda=RW;arabia saudyjska=SA
;wyspy salomona=SB;seszele=SC;sudan=SD;szwecja=SE;singapur=SG;wyspa świętej heleny=SH;słowenia=SI
;svalbard i jan mayen=SJ;słowacja=SK;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO;surinam=SR
;sudan południowy=SS;wyspy świętego tomasza i książęca=ST;salwador=SV;sint maarten=SX;syria=SY
;eswatini=SZ;turks i caicos=TC;czad=TD;francuskie terytoria południowe i antarktyczne=TF;togo=TG
;tajlandia=TH;tadżykistan=TJ;tokelau=TK;timor wschodni=TL;turkmenistan=TM;tunezja=TN;tonga=TO
;turcja=TR;trynidad i tobago=TT;tuvalu=TV;tajwan=TW;tanzania=TZ;ukraina=UA;uganda=UG
;dalekie wyspy mniejsze stanów zjednoczonych=UM;stany zjednoczone=US;urugwaj=UY;uzbekistan=UZ
;watykan=VA;saint vincent i grenadyny=VC;wenezuela=VE;brytyjskie wyspy dziewicze=VG
;wyspy dziewicze stanów zjednoczonych=VI;wietnam=VN;vanuatu=VU;wallis i futuna=WF;samoa=WS;kosowo=XK
;jemen=YE;majotta=YT;republika południowej afryki=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_pt() -%}
    {%- set names -%}
;andorra=AD;emirados árabes unidos=AE;afeganistão=AF;antígua e barbuda=AG;anguila=AI;albânia=AL
;armênia=AM;angola=AO;antártida=AQ;argentina=AR;samoa americana=AS;áustria=AT;austrália=AU;aruba=AW
;ilhas aland=AX;azerbaijão=AZ;bósnia e herzegovina=BA;barbados=BB;bangladesh=BD;bélgica=BE
;burquina faso=BF;bulgária=BG;barein=BH;burundi=BI;benin=BJ;são bartolomeu=BL;bermudas=BM;brunei=BN
;bolívia=BO;países baixos caribenhos=BQ;brasil=BR;bahamas=BS;butão=BT;ilha bouvet=BV;botsuana=BW
;bielorrússia=BY;belize=BZ;canadá=CA;ilhas cocos (keeling)=CC;congo - kinshasa=CD
;república centro-africana=CF;república do congo=CG;suíça=CH;costa do marfim=CI;ilhas cook=CK;chile=CL
;camarões=CM;china=CN;colômbia=CO;costa rica=CR;cuba=CU;cabo verde=CV;curaçao=CW;ilha christmas=CX
;chipre=CY;tchéquia=CZ;alemanha=DE;djibuti=DJ;dinamarca=DK;dominica=DM;república dominicana=DO
;argélia=DZ;equador=EC;estônia=EE;egito=EG;saara ocidental=EH;eritreia=ER;espanha=ES;etiópia=ET
;finlândia=FI;fiji=FJ;ilhas malvinas=FK;micronésia=FM;ilhas faroé=FO;frança=FR;gabão=GA;reino unido=GB
;granada=GD;geórgia=GE;guiana francesa=GF;guernsey=GG;gana=GH;gibraltar=GI;groenlândia=GL;gâmbia=GM
;guiné=GN;guadalupe=GP;guiné equatorial=GQ;grécia=GR;ilhas geórgia do sul e sandwich do sul=GS
;guatemala=GT;guam=GU;guiné-bissau=GW;guiana=GY;hong kong, rae da china=HK;ilhas heard e mcdonald=HM
;honduras=HN;croácia=HR;haiti=HT;hungria=HU;indonésia=ID;irlanda=IE;israel=IL;ilha de man=IM;índia=IN
;território britânico do oceano índico=IO;iraque=IQ;irã=IR;islândia=IS;itália=IT;jersey=JE;jamaica=JM
;jordânia=JO;japão=JP;quênia=KE;quirguistão=KG;camboja=KH;quiribati=KI;comores=KM
;são cristóvão e névis=KN;coreia do norte=KP;coreia do sul=KR;kuwait=KW;ilhas cayman=KY;cazaquistão=KZ
;laos=LA;líbano=LB;santa lúcia=LC;liechtenstein=LI;sri lanka=LK;libéria=LR;lesoto=LS;lituânia=LT
;luxemburgo=LU;letônia=LV;líbia=LY;marrocos=MA;mônaco=MC;moldávia=MD;montenegro=ME;são martinho=MF
;madagascar=MG;ilhas marshall=MH;macedônia do norte=MK;mali=ML;mianmar (birmânia)=MM;mongólia=MN
;macau, rae da china=MO;ilhas marianas do norte=MP;martinica=MQ;mauritânia=MR;montserrat=MS;malta=MT
;maurício=MU;maldivas=MV;malaui=MW;méxico=MX;malásia=MY;moçambique=MZ;namíbia=NA;nova caledônia=NC
;níger=NE;ilha norfolk=NF;nigéria=NG;nicarágua=NI;países baixos=NL;noruega=NO;nepal=NP;nauru=NR
;niue=NU;nova zelândia=NZ;omã=OM;panamá=PA;peru=PE;polinésia francesa=PF;papua-nova guiné=PG
;filipinas=PH;paquistão=PK;polônia=PL;são pedro e miquelão=PM;ilhas pitcairn=PN;porto rico=PR
;territórios palestinos=PS;portugal=PT;palau=PW;paraguai=PY;catar=QA;reunião=RE;romênia=RO;sérvia=RS
;rússia=RU;ruanda=RW;arábia saudita=SA;ilhas salomão=SB;seicheles=SC;sudão=SD;suécia=SE;singapura=SG
;santa helena=SH;eslovênia=SI;svalbard e jan mayen=SJ;eslováquia=SK;serra leoa=SL;san marino=SM
;senegal=SN;somália=SO;suriname=SR;sudão do sul=SS;são tomé e príncipe=ST;el salvador=SV
;sint maarten=SX;síria=SY;essuatíni=SZ;ilhas turcas e caicos=TC;chade=TD
;territórios franceses do sul=TF;togo=TG;tailândia=TH;tadjiquistão=TJ;tokelau=TK;timor-leste=TL
;turcomenistão=TM;tunísia=TN;tonga=TO;turquia=TR;trinidad e tobago=TT;tuvalu=TV;taiwan=TW;tanzânia=TZ
;ucrânia=UA;uganda=UG;ilhas menores distantes dos eua=UM;estados unidos=US;uruguai=UY;uzbequistão=UZ
;cidade do vaticano=VA;são vicente e granadinas=VC;venezuela=VE;ilhas virgens britânicas=VG
;ilhas virgens americanas=VI;vietnã=VN;vanuatu=VU;wallis e futuna=WF;samoa=WS;kosovo=XK;iêmen=YE
;mayotte=YT;áfrica do sul=ZA;zâmbia=ZM;zimbábue=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ro() -%}
    {%- set names -%}
;andorra=AD;emiratele arabe unite=AE;afganistan=AF;antigua și barbuda=AG;anguilla=AI;albania=AL
;armenia=AM;angola=AO;antarctica=AQ;argentina=AR;samoa americană=AS;austria=AT;australia=AU;aruba=AW
;insulele åland=AX;azerbaidjan=AZ;bosnia și herțegovina=BA;barbados=BB;bangladesh=BD;belgia=BE
;burkina faso=BF;bulgaria=BG;bahrain=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM;brunei=BN
;bolivia=BO;insulele caraibe olandeze=BQ;brazilia=BR;bahamas=BS;bhutan=BT;insula bouvet=BV;botswana=BW
;belarus=BY;belize=BZ;canada=CA;insulele cocos (keeling)=CC;congo - kinshasa=CD
;republica centrafricană=CF;congo - brazzaville=CG;elveția=CH;côte d’ivoire=CI;insulele cook=CK
;chile=CL;camerun=CM;china=CN;columbia=CO;costa rica=CR;cuba=CU;capul verde=CV;curaçao=CW
;insula christmas=CX;cipru=CY;cehia=CZ;germania=DE;djibouti=DJ;danemarca=DK;dominica=DM
;republica dominicană=DO;algeria=DZ;ecuador=EC;estonia=EE;egipt=EG;sahara occidentală=EH;eritreea=ER
;spania=ES;etiopia=ET;finlanda=FI;fiji=FJ;insulele falkland=FK;micronezia=FM;insulele feroe=FO
;franța=FR;gabon=GA;regatul unit=GB;grenada=GD;georgia=GE;guyana franceză=GF;guernsey=GG;ghana=GH
;gibraltar=GI;groenlanda=GL;gambia=GM;guineea=GN;guadelupa=GP;guineea ecuatorială=GQ;grecia=GR
;georgia de sud și insulele sandwich de sud=GS;guatemala=GT;guam=GU;guineea-bissau=GW;guyana=GY
;r.a.s. hong kong, china=HK;insula heard și insulele mcdonald=HM;honduras=HN;croația=HR;haiti=HT
;ungaria=HU;indonezia=ID;irlanda=IE;israel=IL;insula man=IM;india=IN
;teritoriul britanic din oceanul indian=IO;irak=IQ;iran=IR;islanda=IS;italia=IT;jersey=JE;jamaica=JM
;iordania=JO;japonia=JP;kenya=KE;kârgâzstan=KG;cambodgia=KH;kiribati=KI;comore=KM
;saint kitts și nevis=KN;coreea de nord=KP;coreea de sud=KR;kuweit=KW;insulele cayman=KY;kazahstan=KZ
;laos=LA;liban=LB;sfânta lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;lituania=LT
;luxemburg=LU;letonia=LV;libia=LY;maroc=MA;monaco=MC;republica moldova=MD;muntenegru=ME
;sfântul martin=MF;madagascar=MG;insulele marshall=MH;macedonia de nord=MK;mali=ML
;myanmar (birmania)=MM;mongolia=MN;r.a.s. macao, china=MO;insulele mariane de nord=MP;martinica=MQ
;mauritania=MR;montserrat=MS;malta=MT;mauritius=MU;maldive=MV;malawi=MW;mexic=MX;malaysia=MY
;mozambic=MZ;namibia=NA;noua caledonie=NC;niger=NE;insula norfolk=NF;nigeria=NG;nicaragua=NI
;țările de jos=NL;norvegia=NO;nepal=NP;nauru=NR;niue=NU;noua zeelandă=NZ;oman=OM;panama=PA;peru=PE
;polinezia franceză=PF;papua-noua guinee=PG;filipine=PH;pakistan=PK;polonia=PL
;saint-pierre și miquelon=PM;insulele pitcairn=PN;puerto rico=PR;teritoriile palestiniene=PS
;portugalia=PT;palau=PW;paraguay=PY;qatar=QA;réunion=RE;românia=RO;serbia=RS;rusia=RU;rwanda=RW
;arabia saudită=SA;insulele solomon=SB;seychelles=SC;sudan=SD;suedia=SE;singapore=SG;sfânta elena=SH
;slovenia=SI;svalbard și jan mayen=SJ;slovacia=SK;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO
;suriname=SR;sudanul de sud=SS;são tomé și príncipe=ST;el salvador=SV;sint-maarten=SX;siria=SY
;eswatini=SZ;insulele turks și caicos=TC;ciad=TD;teritoriile australe și antarctice franceze=TF
;togo=TG;thailanda=TH;tadjikistan=TJ;tokelau=TK;timor-leste=TL;turkmenistan=TM;tunisia=TN;tonga=TO
;turcia=TR;trinidad și tobago=TT;tuvalu=TV;taiwan=TW;tanzania=TZ;ucraina=UA;uganda=UG
;insulele îndepărtate ale s.u.a.=UM;statele unite ale americii=US;uruguay=UY;uzbekistan=UZ
;statul cetății vaticanului=VA;saint vincent și grenadinele=VC;venezuela=VE
;insulele virgine britanice=VG;insulele virgine americane=VI;vietnam=VN;vanuatu=VU;wallis și futuna=WF
;samoa=WS;kosovo=XK;yemen=YE;mayotte=YT;africa de sud=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_sk() -%}
    {%- set names -%}
;andorra=AD;spojené arabské emiráty=AE;afganistan=AF;antigua a barbuda=AG;anguilla=AI;albánsko=AL
;arménsko=AM;angola=AO;antarktída=AQ;argentína=AR;americká samoa=AS;rakúsko=AT;austrália=AU;aruba=AW
;alandy=AX;azerbajdžan=AZ;bosna a hercegovina=BA;barbados=BB;bangladéš=BD;belgicko=BE;burkina faso=BF
;bulharsko=BG;bahrajn=BH;burundi=BI;benin=BJ;svätý bartolomej=BL;bermudy=BM;brunej=BN;bolívia=BO
;karibské holandsko=BQ;brazília=BR;bahamy=BS;bhután=BT;bouvetov ostrov=BV;botswana=BW;bielorusko=BY
;belize=BZ;kanada=CA;kokosové ostrovy=CC;konžská demokratická republika=CD;stredoafrická republika=CF
;konžská republika=CG;švajčiarsko=CH;pobrežie slonoviny=CI;cookove ostrovy=CK;čile=CL;kamerun=CM
;čína=CN;kolumbia=CO;kostarika=CR;kuba=CU;kapverdy=CV;curaçao=CW;vianočný ostrov=CX;cyprus=CY;česko=CZ
;nemecko=DE;džibutsko=DJ;dánsko=DK;dominika=DM;dominikánska republika=DO;alžírsko=DZ;ekvádor=EC
;estónsko=EE;egypt=EG;západná sahara=EH;eritrea=ER;španielsko=ES;etiópia=ET;fínsko=FI;fidži=FJ
;falklandy=FK;mikronézia=FM;faerské ostrovy=FO;francúzsko=FR;gabon=GA;spojené kráľovstvo=GB;grenada=GD
;gruzínsko=GE;francúzska guyana=GF;guernsey=GG;ghana=GH;gibraltár=GI;grónsko=GL;gambia=GM;guinea=GN
;guadeloupe=GP;rovníková guinea=GQ;grécko=GR;južná georgia a južné sandwichove ostrovy=GS;guatemala=GT
;guam=GU;guinea-bissau=GW;guyana=GY;hongkong – oao číny=HK;heardov ostrov a macdonaldove ostrovy=HM
;honduras=HN;chorvátsko=HR;haiti=HT;maďarsko=HU;indonézia=ID;írsko=IE;izrael=IL;ostrov man=IM;india=IN
;britské indickooceánske územie=IO;irak=IQ;irán=IR;island=IS;taliansko=IT;jersey=JE;jamajka=JM
;jordánsko=JO;japonsko=JP;keňa=KE;kirgizsko=KG;kambodža=KH;kiribati=KI;komory=KM
;svätý krištof a nevis=KN;severná kórea=KP;južná kórea=KR;kuvajt=KW;kajmanie ostrovy=KY;kazachstan=KZ
;laos=LA;libanon=LB;svätá lucia=LC;lichtenštajnsko=LI;srí lanka=LK;libéria=LR;lesotho=LS;litva=LT
;luxembursko=LU;lotyšsko=LV;líbya=LY;maroko=MA;monako=MC;moldavsko=MD;čierna hora=ME
;svätý martin (fr.)=MF;madagaskar=MG;marshallove ostrovy=MH;severné macedónsko=MK;mali=ML
;mjanmarsko=MM;mongolsko=MN;macao – oao číny=MO;severné mariány=MP;martinik=MQ;mauritánia=MR
;montserrat=MS;malta=MT;maurícius=MU;maldivy=MV;malawi=MW;mexiko=MX;malajzia=MY;mozambik=MZ;namíbia=NA
;nová kaledónia=NC;niger=NE;norfolk=NF;nigéria=NG;nikaragua=NI;holandsko=NL;nórsko=NO;nepál=NP
;nauru=NR;niue=NU;nový zéland=NZ;omán=OM;panama=PA;peru=PE;francúzska polynézia=PF
;papua-nová guinea=PG;filipíny=PH;pakistan=PK;poľsko=PL;saint pierre a miquelon=PM
;pitcairnove ostrovy=PN;portoriko=PR;palestínske územia=PS;portugalsko=PT;palau=PW;paraguaj=PY
;katar=QA;réunion=RE;rumunsko=RO;srbsko=RS;rusko=RU;rwanda=RW;saudská arábia=SA;šalamúnove ostrovy=SB
;seychely=SC;sudán=SD;švédsko=SE;singapur=SG;svätá helena=SH;slovinsko=SI;svalbard a jan mayen=SJ
;slovensko=SK;sierra leone=SL;san maríno=SM;senegal=SN;somálsko=SO;surinam=SR;južný sudán=SS
;svätý tomáš a princov ostrov=ST;salvádor=SV;svätý martin (hol.)=SX;sýria=SY;eswatini=SZ
;turks a caicos=TC;čad=TD;francúzske južné a antarktické územia=TF;togo=TG;thajsko=TH;tadžikistan=TJ
;tokelau=TK;východný timor=TL;turkménsko=TM;tunisko=TN;tonga=TO;turecko=TR;trinidad a tobago=TT
;tuvalu=TV;taiwan=TW;tanzánia=TZ;ukrajina=UA;uganda=UG;menšie odľahlé ostrovy usa=UM;spojené štáty=US
;uruguaj=UY;uzbekistan=UZ;vatikán=VA;svätý vincent a grenadíny=VC;venezuela=VE
;britské panenské ostrovy=VG;americké panenské ostrovy=VI;vietnam=VN;vanuatu=VU;wallis a futuna=WF
;samoa=WS;kosovo=XK;jemen=YE;mayotte=YT;južná afrika=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_sl() -%}
    {%- set names -%}
;andora=AD;združeni arabski emirati=AE;afganistan=AF;antigva in barbuda=AG;angvila=AI;albanija=AL
;armenija=AM;angola=AO;antarktika=AQ;argentina=AR;ameriška samoa=AS;avstrija=AT;avstralija=AU;aruba=AW
;ålandski otoki=AX;azerbajdžan=AZ;bosna in hercegovina=BA;barbados=BB;bangladeš=BD;belgija=BE
;burkina faso=BF;bolgarija=BG;bahrajn=BH;burundi=BI;benin=BJ;saint barthélemy=BL;bermudi=BM;brunej=BN
;bolivija=BO;nizozemski karibi=BQ;brazilija=BR;bahami=BS;butan=BT;bouvetov otok=BV;bocvana=BW
;belorusija=BY;belize=BZ;kanada=CA;kokosovi otoki=CC;demokratična republika kongo=CD
;srednjeafriška republika=CF;kongo - brazzaville=CG;švica=CH;slonokoščena obala=CI;cookovi otoki=CK
;čile=CL;kamerun=CM;kitajska=CN;kolumbija=CO;kostarika=CR;kuba=CU;zelenortski otoki=CV;curaçao=CW
;božični otok=CX;ciper=CY;češka=CZ;nemčija=DE;džibuti=DJ;danska=DK;dominika=DM
;dominikanska republika=DO;alžirija=DZ;ekvador=EC;estonija=EE;egipt=EG;zahodna sahara=EH;eritreja=ER
;španija=ES;etiopija=ET;finska=FI;fidži=FJ;falklandski otoki=FK;mikronezija=FM;ferski otoki=FO
;francija=FR;gabon=GA;združeno kraljestvo=GB;grenada=GD;gruzija=GE;francoska gvajana=GF;guernsey=GG
;gana=GH;gibraltar=GI;grenlandija=GL;gambija=GM;gvineja=GN;guadeloupe=GP;ekvatorialna gvineja=GQ
;grčija=GR;južna georgia in južni sandwichevi otoki=GS;gvatemala=GT;guam=GU;gvineja bissau=GW
;gvajana=GY;posebno upravno območje ljudske republike kitajske hongkong=HK
;heardov otok in mcdonaldovi otoki=HM;honduras=HN;hrvaška=HR;haiti=HT;madžarska=HU;indonezija=ID
;irska=IE;izrael=IL;otok man=IM;indija=IN;britansko ozemlje v indijskem oceanu=IO;irak=IQ;iran=IR
;islandija=IS;italija=IT;jersey=JE;jamajka=JM;jordanija=JO;japonska=JP;kenija=KE;kirgizistan=KG
;kambodža=KH;kiribati=KI;komori=KM;saint kitts in nevis=KN;severna koreja=KP;južna koreja=KR;kuvajt=KW
;kajmanski otoki=KY;kazahstan=KZ;laos=LA;libanon=LB;saint lucia=LC;lihtenštajn=LI;šrilanka=LK
;liberija=LR;lesoto=LS;litva=LT;luksemburg=LU;latvija=LV;libija=LY;maroko=MA;monako=MC;moldavija=MD
;črna gora=ME;saint martin=MF;madagaskar=MG;marshallovi otoki=MH;severna makedonija=MK;mali=ML
;mjanmar (burma)=MM;mongolija=MN;posebno upravno območje ljudske republike kitajske macao=MO
;severni marianski otoki=MP;martinik=MQ;mavretanija=MR;montserrat=MS;malta=MT;mauritius=MU;maldivi=MV
;malavi=MW;mehika=MX;malezija=MY;mozambik=MZ;namibija=NA;nova kaledonija=NC;niger=NE;norfolški otok=NF
;nigerija=NG;nikaragva=NI;nizozemska=NL;norveška=NO;nepal=NP;nauru=NR;niue=NU;nova zelandija=NZ
;oman=OM;panama=PA;peru=PE;francoska polinezija=PF;papua nova gvineja=PG;filipini=PH;pakistan=PK
;poljska=PL;saint pierre in miquelon=PM;pitcairn=PN;portoriko=PR;palestinsko ozemlje=PS;portugalska=PT
;palau=PW;paragvaj=PY;katar=QA;reunion=RE;romunija=RO;srbija=RS;rusija=RU;ruanda=RW;saudova arabija=SA
;salomonovi otoki=SB;sejšeli=SC;sudan=SD;švedska=SE;singapur=SG;sveta helena=SH;slovenija=SI
;svalbard in jan mayen=SJ;slovaška=SK;sierra leone=SL;san marino=SM;senegal=SN;somalija=SO;surinam=SR
;južni sudan=SS;sao tome in principe=ST;salvador=SV;sint maarten=SX;sirija=SY;esvatini=SZ
;otoki turks in caicos=TC;čad=TD;francosko južno ozemlje=TF;togo=TG;tajska=TH;tadžikistan=TJ
;tokelau=TK;timor-leste=TL;turkmenistan=TM;tunizija=TN;tonga=TO;turčija=TR;trinidad in tobago=TT
;tuvalu=TV;tajvan=TW;tanzanija=TZ;ukrajina=UA;uganda=UG;stranski zunanji otoki združenih držav=UM
;združene države amerike=US;urugvaj=UY;uzbekistan=UZ;vatikan=VA;saint vincent in grenadine=VC
;venezuela=VE;britanski deviški otoki=VG;ameriški deviški otoki=VI;vietnam=VN;vanuatu=VU
;wallis in futuna=WF;samoa=WS;kosovo=XK;jemen=YE;mayotte=YT;južnoafriška republika=ZA;zambija=ZM
;zimbabve=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_sv() -%}
    {%- set names -%}
;andorra=AD;förenade arabemiraten=AE;afghanistan=AF;antigua och barbuda=AG;anguilla=AI;albanien=AL
;armenien=AM;angola=AO;antarktis=AQ;argentina=AR;amerikanska samoa=AS;österrike=AT;australien=AU
;aruba=AW;åland=AX;azerbajdzjan=AZ;bosnien och hercegovina=BA;barbados=BB;bangladesh=BD;belgien=BE
;burkina faso=BF;bulgarien=BG;bahrain=BH;burundi=BI;benin=BJ;s:t barthélemy=BL;bermuda=BM;brunei=BN
;bolivia=BO;karibiska nederländerna=BQ;brasilien=BR;bahamas=BS;bhutan=BT;bouvetön=BV;botswana=BW
;belarus=BY;belize=BZ;kanada=CA;kokosöarna=CC;kongo-kinshasa=CD;centralafrikanska republiken=CF
;kongo-brazzaville=CG;schweiz=CH;elfenbenskusten=CI;cooköarna=CK;chile=CL;kamerun=CM;kina=CN
;colombia=CO;costa rica=CR;kuba=CU;kap verde=CV;curaçao=CW;julön=CX;cypern=CY;tjeckien=CZ;tyskland=DE
;djibouti=DJ;danmark=DK;dominica=DM;dominikanska republiken=DO;algeriet=DZ;ecuador=EC;estland=EE
;egypten=EG;västsahara=EH;eritrea=ER;spanien=ES;etiopien=ET;finland=FI;fiji=FJ;falklandsöarna=FK
;mikronesien=FM;färöarna=FO;frankrike=FR;gabon=GA;storbritannien=GB;grenada=GD;georgien=GE
;franska guyana=GF;guernsey=GG;ghana=GH;gibraltar=GI;grönland=GL;gambia=GM;guinea=GN;guadeloupe=GP
;ekvatorialguinea=GQ;grekland=GR;sydgeorgien och sydsandwichöarna=GS;guatemala=GT;guam=GU
;guinea-bissau=GW;guyana=GY;hongkong sar=HK;heardön och mcdonaldöarna=HM;honduras=HN;kroatien=HR
;haiti=HT;ungern=HU;indonesien=ID;irland=IE;israel=IL;isle of man=IM;indien=IN
;brittiska territoriet i indiska oceanen=IO;irak=IQ;iran=IR;island=IS;italien=IT;jersey=JE;jamaica=JM
;jordanien=JO;japan=JP;kenya=KE;kirgizistan=KG;kambodja=KH;kiribati=KI;komorerna=KM
;s:t kitts och nevis=KN;nordkorea=KP;sydkorea=KR;kuwait=KW;caymanöarna=KY;kazakstan=KZ;laos=LA
;libanon=LB;s:t lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;litauen=LT;luxemburg=LU
;lettland=LV;libyen=LY;marocko=MA;monaco=MC;moldavien=MD;montenegro=ME;saint-martin=MF;madagaskar=MG
;marshallöarna=MH;nordmakedonien=MK;mali=ML;myanmar (burma)=MM;mongoliet=MN;macao sar=MO
;nordmarianerna=MP;martinique=MQ;mauretanien=MR;montserrat=MS;malta=MT;mauritius=MU;maldiverna=MV
;malawi=MW;mexiko=MX;malaysia=MY;moçambique=MZ;namibia=NA;nya kaledonien=NC;niger=NE;norfolkön=NF
;nigeria=NG;nicaragua=NI;nederländerna=NL;norge=NO;nepal=NP;nauru=NR;niue=NU;nya zeeland=NZ;oman=OM
;panama=PA;peru=PE;franska polynesien=PF;papua nya guinea=PG;filippinerna=PH;pakistan=PK;polen=PL
;s:t pierre och miquelon=PM;pitcairnöarna=PN;puerto rico=PR;palestinska territorierna=PS;portugal=PT
;palau=PW;paraguay=PY;qatar=QA;réunion=RE;rumänien=RO;serbien=RS;ryssland=RU;rwanda=RW;saudiarabien=SA
;salomonöarna=SB;seychellerna=SC;sudan=SD;sverige=SE;singapore=SG;s:t helena=SH;slovenien=SI
;svalbard och jan mayen=SJ;slovakien=SK;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO;surinam=SR
;sydsudan=SS;são tomé och príncipe=ST;el salvador=SV;sint maarten=SX;syrien=SY;eswatini=SZ
;turks- och caicosöarna=TC;tchad=TD;franska sydterritorierna=TF;togo=TG;thailand=TH;tadzjikistan=TJ
;tokelauöarna=TK;östtimor=TL;turkmenistan=TM;tunisien=TN;tonga=TO;turkiet=TR;trinidad och tobago=TT
;tuvalu=TV;taiwan=TW;tanzania=TZ;ukraina=UA;uganda=UG;usa:s yttre öar=UM;usa=US;uruguay=UY
;uzbekistan=UZ;vatikanstaten=VA;s:t vincent och grenadinerna=VC;venezuela=VE;brittiska jungfruöarna=VG
;amerikanska jungfruöarna=VI;vietnam=VN;vanuatu=VU;wallis- och futunaöarna=WF;samoa=WS;kosovo=XK
;jemen=YE;mayotte=YT;sydafrika=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ar() -%}
    {%- set names -%}
;أندورا=AD;الإمارات العربية المتحدة=AE;أفغانستان=AF;أنتيغوا وبربودا=AG;أنغويلا=AI;ألبانيا=AL
;أرمينيا=AM;أنغولا=AO;أنتاركتيكا=AQ;الأرجنتين=AR;ساموا الأمريكية=AS;النمسا=AT;أستراليا=AU;أروبا=AW
;جزر آلاند=AX;أذربيجان=AZ;البوسنة والهرسك=BA;بربادوس=BB;بنغلاديش=BD;بلجيكا=BE;بوركينا فاسو=BF
;بلغاريا=BG;البحرين=BH;بوروندي=BI;بنين=BJ;سان بارتليمي=BL;برمودا=BM;بروناي=BN;بوليفيا=BO
;هولندا الكاريبية=BQ;البرازيل=BR;جزر البهاما=BS;بوتان=BT;جزيرة بوفيه=BV;بوتسوانا=BW;بيلاروس=BY;بليز=BZ
;كندا=CA;جزر كوكوس (كيلينغ)=CC;الكونغو - كينشاسا=CD;جمهورية أفريقيا الوسطى=CF;الكونغو - برازافيل=CG
;سويسرا=CH;ساحل العاج=CI;جزر كوك=CK;تشيلي=CL;الكاميرون=CM;الصين=CN;كولومبيا=CO;كوستاريكا=CR;كوبا=CU
;الرأس الأخضر=CV;كوراساو=CW;جزيرة كريسماس=CX;قبرص=CY;التشيك=CZ;ألمانيا=DE;جيبوتي=DJ;الدانمرك=DK
;دومينيكا=DM;جمهورية الدومينيكان=DO;الجزائر=DZ;الإكوادور=EC;إستونيا=EE;مصر=EG;الصحراء الغربية=EH
;إريتريا=ER;إسبانيا=ES;إثيوبيا=ET;فنلندا=FI;فيجي=FJ;جزر فوكلاند=FK;ميكرونيزيا=FM;جزر فارو=FO;فرنسا=FR
;الغابون=GA;المملكة المتحدة=GB;غرينادا=GD;جورجيا=GE;غويانا الفرنسية=GF;غيرنزي=GG;غانا=GH;جبل طارق=GI
;غرينلاند=GL;غامبيا=GM;غينيا=GN;غوادلوب=GP;غينيا الاستوائية=GQ;اليونان=GR
;جورجيا الجنوبية وجزر ساندويتش الجنوبية=GS;غواتيمالا=GT;غوام=GU;غينيا بيساو=GW;غيانا=GY
;هونغ كونغ الصينية (منطقة إدارية خاصة)=HK;جزيرة هيرد وجزر ماكدونالد=HM;هندوراس=HN;كرواتيا=HR;هايتي=HT
;هنغاريا=HU;إندونيسيا=ID;أيرلندا=IE;إسرائيل=IL;جزيرة مان=IM;الهند=IN
;الإقليم البريطاني في المحيط الهندي=IO;العراق=IQ;إيران=IR;آيسلندا=IS;إيطاليا=IT;جيرسي=JE;جامايكا=JM
;الأردن=JO;اليابان=JP;كينيا=KE;قيرغيزستان=KG;كمبوديا=KH;كيريباتي=KI;جزر القمر=KM;سانت كيتس ونيفيس=KN
;كوريا الشمالية=KP;كوريا الجنوبية=KR;الكويت=KW;جزر كايمان=KY;كازاخستان=KZ;لاوس=LA;لبنان=LB
;سانت لوسيا=LC;ليختنشتاين=LI;سريلانكا=LK;ليبيريا=LR;ليسوتو=LS;ليتوانيا=LT;لوكسمبورغ=LU;لاتفيا=LV
;ليبيا=LY;المغرب=MA;موناكو=MC;مولدوفا=MD;الجبل الأسود=ME;سان مارتن=MF;مدغشقر=MG;جزر مارشال=MH
;مقدونيا الشمالية=MK;مالي=ML;ميانمار (بورما)=MM;منغوليا=MN;منطقة ماكاو الإدارية الخاصة=MO
;جزر ماريانا الشمالية=MP;جزر المارتينيك=MQ;موريتانيا=MR;مونتسرات=MS;مالطا=MT;موريشيوس=MU
;جزر المالديف=MV;ملاوي=MW;المكسيك=MX;ماليزيا=MY;موزمبيق=MZ;ناميبيا=NA;كاليدونيا الجديدة=NC;النيجر=NE
;جزيرة نورفولك=NF;نيجيريا=NG;نيكاراغوا=NI;هولندا=NL;النرويج=NO;نيبال=NP;ناورو=NR;نيوي=NU;نيوزيلندا=NZ
;عُمان=OM;بنما=PA;بيرو=PE;بولينيزيا الفرنسية=PF;بابوا غينيا الجديدة=PG;الفلبين=PH;باكستان=PK;بولندا=PL
;سان بيير ومكويلون=PM;جزر بيتكيرن=PN;بورتوريكو=PR;الأراضي الفلسطينية=PS;البرتغال=PT;بالاو=PW
;باراغواي=PY;قطر=QA;روينيون=RE;رومانيا=RO;صربيا=RS;روسيا=RU;رواندا=RW;المملكة العربية السعودية=SA
;جزر سليمان=SB;سيشل=SC;السودان=SD;السويد=SE;سنغافورة=SG;سانت هيلينا=SH;سلوفينيا=SI
;سفالبارد وجان ماين=SJ;سلوفاكيا=SK;سيراليون=SL;سان مارينو=SM;السنغال=SN;الصومال=SO;سورينام=SR
;جنوب السودان=SS;ساو تومي وبرينسيبي=ST;السلفادور=SV;سانت مارتن=SX;سوريا=SY;إسواتيني=SZ
;جزر توركس وكايكوس=TC;تشاد=TD;الأقاليم الجنوبية الفرنسية=TF;توغو=TG;تايلاند=TH;طاجيكستان=TJ;توكيلاو=TK
;تيمور - ليشتي=TL;تركمانستان=TM;تونس=TN;تونغا=TO;تركيا=TR;ترينيداد وتوباغو=TT;توفالو=TV;تايوان=TW
;تنزانيا=TZ;أوكرانيا=UA;أوغندا=UG;جزر الولايات المتحدة النائية=UM;الولايات المتحدة=US;أورغواي=UY
;أوزبكستان=UZ;الفاتيكان=VA;سانت فنسنت وجزر غرينادين=VC;فنزويلا=VE;جزر فيرجن البريطانية=VG
;جزر فيرجن الأمريكية=VI;فيتنام=VN;فانواتو=VU;جزر والس وفوتونا=WF;ساموا=WS;كوسوفو=XK;اليمن=YE;مايوت=YT
;جنوب أفريقيا=ZA;زامبيا=ZM;زيمبابوي=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ca() -%}
    {%- set names -%}
;andorra=AD;emirats àrabs units=AE;afganistan=AF;antigua i barbuda=AG;anguilla=AI;albània=AL
;armènia=AM;angola=AO;antàrtida=AQ;argentina=AR;samoa americana=AS;àustria=AT;austràlia=AU;aruba=AW
;illes åland=AX;azerbaidjan=AZ;bòsnia i hercegovina=BA;barbados=BB;bangladesh=BD;bèlgica=BE
;burkina faso=BF;bulgària=BG;bahrain=BH;burundi=BI;benín=BJ;saint-barthélemy=BL;bermudes=BM;brunei=BN
;bolívia=BO;carib neerlandès=BQ;brasil=BR;bahames=BS;bhutan=BT;illa bouvet=BV;botswana=BW;belarús=BY
;belize=BZ;canadà=CA;illes cocos (keeling)=CC;congo - kinshasa=CD;república centreafricana=CF
;congo - brazzaville=CG;suïssa=CH;côte d’ivoire=CI;illes cook=CK;xile=CL;camerun=CM;xina=CN
;colòmbia=CO;costa rica=CR;cuba=CU;cap verd=CV;curaçao=CW;illa christmas=CX;xipre=CY;txèquia=CZ
;alemanya=DE;djibouti=DJ;dinamarca=DK;dominica=DM;república dominicana=DO;algèria=DZ;equador=EC
;estònia=EE;egipte=EG;sàhara occidental=EH;eritrea=ER;espanya=ES;etiòpia=ET;finlàndia=FI;fiji=FJ
;illes falkland=FK;micronèsia=FM;illes fèroe=FO;frança=FR;gabon=GA;regne unit=GB;grenada=GD;geòrgia=GE
;guaiana francesa=GF;guernsey=GG;ghana=GH;gibraltar=GI;groenlàndia=GL;gàmbia=GM;guinea=GN;guadalupe=GP
;guinea equatorial=GQ;grècia=GR;illes geòrgia del sud i sandwich del sud=GS;guatemala=GT;guam=GU
;guinea bissau=GW;guyana=GY;hong kong (rae xina)=HK;illes heard i mcdonald=HM;hondures=HN;croàcia=HR
;haití=HT;hongria=HU;indonèsia=ID;irlanda=IE;israel=IL;illa de man=IM;índia=IN
;territori britànic de l’oceà índic=IO;iraq=IQ;iran=IR;islàndia=IS;itàlia=IT;jersey=JE;jamaica=JM
;jordània=JO;japó=JP;kenya=KE;kirguizstan=KG;cambodja=KH;kiribati=KI;comores=KM;saint kitts i nevis=KN
;corea del nord=KP;corea del sud=KR;kuwait=KW;illes caiman=KY;kazakhstan=KZ;lao=LA;líban=LB
;saint lucia=LC;liechtenstein=LI;sri lanka=LK;libèria=LR;lesotho=LS;lituània=LT;luxemburg=LU
;letònia=LV;líbia=LY;marroc=MA;mònaco=MC;moldàvia=MD;montenegro=ME;saint martin=MF;madagascar=MG
;illes marshall=MH;macedònia del nord=MK;mali=ML;myanmar (birmània)=MM;mongòlia=MN;macau (rae xina)=MO
;illes marianes del nord=MP;martinica=MQ;mauritània=MR;montserrat=MS;malta=MT;maurici=MU;maldives=MV
;malawi=MW;mèxic=MX;malàisia=MY;moçambic=MZ;namíbia=NA;nova caledònia=NC;níger=NE;illa norfolk=NF
;nigèria=NG;nicaragua=NI;països baixos=NL;noruega=NO;nepal=NP;nauru=NR;niue=NU;nova zelanda=NZ;oman=OM
;panamà=PA;perú=PE;polinèsia francesa=PF;papua nova guinea=PG;filipines=PH;pakistan=PK;polònia=PL
;saint-pierre-et-miquelon=PM;illes pitcairn=PN;puerto rico=PR;territoris palestins=PS;portugal=PT
;palau=PW;paraguai=PY;qatar=QA;illa de la reunió=RE;romania=RO;sèrbia=RS;rússia=RU;ruanda=RW
;aràbia saudí=SA;illes salomó=SB;seychelles=SC;sudan=SD;suècia=SE;singapur=SG;santa helena=SH
;eslovènia=SI;svalbard i jan mayen=SJ;eslovàquia=SK;sierra leone=SL;san marino=SM;senegal=SN
;somàlia=SO;surinam=SR;sudan del sud=SS;são tomé i príncipe=ST;el salvador=SV;sint maarten=SX;síria=SY
;eswatini=SZ;illes turks i caicos=TC;txad=TD;terres australs antàrtiques franceses=TF;togo=TG
;tailàndia=TH;tadjikistan=TJ;tokelau=TK;timor-leste=TL;turkmenistan=TM;tunísia=TN;tonga=TO;turquia=TR
;trinidad i tobago=TT;tuvalu=TV;taiwan=TW;tanzània=TZ;ucraïna=UA;uganda=UG
;illes menors allunyades dels estats units=UM;estats units=US;uruguai=UY;uzbekistan=UZ
;ciutat del vaticà=VA;saint vincent i les grenadines=VC;veneçuela=VE;illes verges britàniques=VG
;illes verges dels estats units=VI;vietnam=VN;vanuatu=VU;wallis i futuna=WF;samoa=WS;kosovo=XK
;iemen=YE;mayotte=YT;sud-àfrica=ZA;zàmbia=ZM;zimbàbue=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_he() -%}
    {%- set names -%}
;אנדורה=AD;איחוד האמירויות הערביות=AE;אפגניסטן=AF;אנטיגואה וברבודה=AG;אנגווילה=AI;אלבניה=AL;ארמניה=AM
;אנגולה=AO;אנטארקטיקה=AQ;ארגנטינה=AR;סמואה האמריקנית=AS;אוסטריה=AT;אוסטרליה=AU;ארובה=AW;איי אולנד=AX
;אזרבייג׳ן=AZ;בוסניה והרצגובינה=BA;ברבדוס=BB;בנגלדש=BD;בלגיה=BE;בורקינה פאסו=BF;בולגריה=BG;בחריין=BH
;בורונדי=BI;בנין=BJ;סנט ברתולומיאו=BL;ברמודה=BM;ברוניי=BN;בוליביה=BO;האיים הקריביים ההולנדיים=BQ
;ברזיל=BR;איי בהאמה=BS;בהוטן=BT;האי בובה=BV;בוטסואנה=BW;בלארוס=BY;בליז=BZ;קנדה=CA
;איי קוקוס (קילינג)=CC;קונגו - קינשאסה=CD;הרפובליקה המרכז-אפריקאית=CF;קונגו - ברזאויל=CG;שווייץ=CH
;חוף השנהב=CI;איי קוק=CK;צ׳ילה=CL;קמרון=CM;סין=CN;קולומביה=CO;קוסטה ריקה=CR;קובה=CU;כף ורדה=CV
;קוראסאו=CW;אי חג המולד=CX;קפריסין=CY;צ׳כיה=CZ;גרמניה=DE;ג׳יבוטי=DJ;דנמרק=DK;דומיניקה=DM
;הרפובליקה הדומיניקנית=DO;אלג׳יריה=DZ;אקוודור=EC;אסטוניה=EE;מצרים=EG;סהרה המערבית=EH;אריתריאה=ER
;ספרד=ES;אתיופיה=ET;פינלנד=FI;פיג׳י=FJ;איי פוקלנד=FK;מיקרונזיה=FM;איי פארו=FO;צרפת=FR;גבון=GA
;בריטניה=GB;גרנדה=GD;גאורגיה=GE;גיאנה הצרפתית=GF;גרנזי=GG;גאנה=GH;גיברלטר=GI;גרינלנד=GL;גמביה=GM
;גינאה=GN;גוואדלופ=GP;גינאה המשוונית=GQ;יוון=GR;ג׳ורג׳יה הדרומית ואיי סנדוויץ׳ הדרומיים=GS;גואטמלה=GT
;גואם=GU;גינאה-ביסאו=GW;גיאנה=GY;הונג קונג (אזור מנהלי מיוחד של סין)=HK;איי הרד ומקדונלד=HM;הונדורס=HN
;קרואטיה=HR;האיטי=HT;הונגריה=HU;אינדונזיה=ID;אירלנד=IE;ישראל=IL;האי מאן=IM;הודו=IN
;הטריטוריה הבריטית באוקיינוס ההודי=IO;עיראק=IQ;איראן=IR;איסלנד=IS;איטליה=IT;ג׳רזי=JE;ג׳מייקה=JM
;ירדן=JO;יפן=JP;קניה=KE;קירגיזסטן=KG;קמבודיה=KH;קיריבאטי=KI;קומורו=KM;סנט קיטס ונוויס=KN
;קוריאה הצפונית=KP;קוריאה הדרומית=KR;כווית=KW;איי קיימן=KY;קזחסטן=KZ;לאוס=LA;לבנון=LB;סנט לוסיה=LC
;ליכטנשטיין=LI;סרי לנקה=LK;ליבריה=LR;לסוטו=LS;ליטא=LT;לוקסמבורג=LU;לטביה=LV;לוב=LY;מרוקו=MA;מונקו=MC
;מולדובה=MD;מונטנגרו=ME;סן מרטן=MF;מדגסקר=MG;איי מרשל=MH;מקדוניה הצפונית=MK;מאלי=ML;מיאנמר (בורמה)=MM
;מונגוליה=MN;מקאו (אזור מנהלי מיוחד של סין)=MO;איי מריאנה הצפוניים=MP;מרטיניק=MQ;מאוריטניה=MR
;מונסראט=MS;מלטה=MT;מאוריציוס=MU;האיים המלדיביים=MV;מלאווי=MW;מקסיקו=MX;מלזיה=MY;מוזמביק=MZ;נמיביה=NA
;קלדוניה החדשה=NC;ניז׳ר=NE;האי נורפוק=NF;ניגריה=NG;ניקרגואה=NI;הולנד=NL;נורווגיה=NO;נפאל=NP;נאורו=NR
;ניווה=NU;ניו זילנד=NZ;עומאן=OM;פנמה=PA;פרו=PE;פולינזיה הצרפתית=PF;פפואה גינאה החדשה=PG;הפיליפינים=PH
;פקיסטן=PK;פולין=PL;סנט פייר ומיקלון=PM;איי פיטקרן=PN;פוארטו ריקו=PR;השטחים הפלסטיניים=PS;פורטוגל=PT
;פלאו=PW;פרגוואי=PY;קטאר=QA;ראוניון=RE;רומניה=RO;סרביה=RS;רוסיה=RU;רואנדה=RW;ערב הסעודית=SA
;איי שלמה=SB;איי סיישל=SC;סודן=SD;שוודיה=SE;סינגפור=SG;סנט הלנה=SH;סלובניה=SI;סבאלברד ויאן מאיין=SJ
;סלובקיה=SK;סיירה לאון=SL;סן מרינו=SM;סנגל=SN;סומליה=SO;סורינאם=SR;דרום סודן=SS;סאו טומה ופרינסיפה=ST
;אל סלבדור=SV;סנט מארטן=SX;סוריה=SY;אסוואטיני=SZ;איי טרקס וקייקוס=TC;צ׳אד=TD
;הטריטוריות הדרומיות של צרפת=TF;טוגו=TG;תאילנד=TH;טג׳יקיסטן=TJ;טוקלאו=TK;טימור-לסטה=TL;טורקמניסטן=TM
;תוניסיה=TN;טונגה=TO;טורקיה=TR;טרינידד וטובגו=TT;טובאלו=TV;טייוואן=TW;טנזניה=TZ;אוקראינה=UA;אוגנדה=UG
;האיים המרוחקים הקטנים של ארה״ב=UM;ארצות הברית=US;אורוגוואי=UY;אוזבקיסטן=UZ;הוותיקן=VA
;סנט וינסנט והגרנדינים=VC;ונצואלה=VE;איי הבתולה הבריטיים=VG;איי הבתולה של ארצות הברית=VI;וייטנאם=VN
;ונואטו=VU;איי ווליס ופוטונה=WF;סמואה=WS;קוסובו=XK;תימן=YE;מאיוט=YT;דרום אפריקה=ZA;זמביה=ZM
;זימבבואה=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_hi() -%}
    {%- set names -%}
;एंडोरा=AD;संयुक्त अरब अमीरात=AE;अफ़गानिस्तान=AF;एंटिगुआ और बरबुडा=AG;एंग्विला=AI;अल्बानिया=AL
;आर्मेनिया=AM;अंगोला=AO;अंटार्कटिका=AQ;अर्जेंटीना=AR;अमेरिकी समोआ=AS;ऑस्ट्रिया=AT;ऑस्ट्रेलिया=AU
;अरूबा=AW;एलैंड द्वीपसमूह=AX;अज़रबैजान=AZ;बोस्निया और हर्ज़ेगोविना=BA;बारबाडोस=BB;बांग्लादेश=BD
;बेल्जियम=BE;बुर्किना फ़ासो=BF;बुल्गारिया=BG;बहरीन=BH;बुरुंडी=BI;बेनिन=BJ;सेंट बार्थेलेमी=BL;बरमूडा=BM
;ब्रूनेई=BN;बोलीविया=BO;कैरिबियन नीदरलैंड=BQ;ब्राज़ील=BR;बहामास=BS;भूटान=BT;बोवेत द्वीप=BV
;बोत्स्वाना=BW;बेलारूस=BY;बेलीज़=BZ;कनाडा=CA;कोकोस (कीलिंग) द्वीपसमूह=CC;कांगो - किंशासा=CD
;मध्य अफ़्रीकी गणराज्य=CF;कांगो – ब्राज़ाविल=CG;स्विट्ज़रलैंड=CH;कोत दिवुआर=CI;कुक द्वीपसमूह=CK
;चिली=CL;कैमरून=CM;चीन=CN;कोलंबिया=CO;कोस्टारिका=CR;क्यूबा=CU;केप वर्ड=CV;कुरासाओ=CW;क्रिसमस द्वीप=CX
;साइप्रस=CY;चेकिया=CZ;जर्मनी=DE;जिबूती=DJ;डेनमार्क=DK;डोमिनिका=DM;डोमिनिकन गणराज्य=DO;अल्जीरिया=DZ
;इक्वाडोर=EC;एस्टोनिया=EE;मिस्र=EG;पश्चिमी सहारा=EH;इरिट्रिया=ER;स्पेन=ES;इथियोपिया=ET;फ़िनलैंड=FI
;फ़िजी=FJ;फ़ॉकलैंड द्वीपसमूह=FK;माइक्रोनेशिया=FM;फ़ेरो द्वीपसमूह=FO;फ़्रांस=FR;गैबॉन=GA
;यूनाइटेड किंगडम=GB;ग्रेनाडा=GD;जॉर्जिया=GE;फ़्रेंच गुयाना=GF;गर्नसी=GG;घाना=GH;जिब्राल्टर=GI
;ग्रीनलैंड=GL;गाम्बिया=GM;गिनी=GN;ग्वाडेलूप=GP;इक्वेटोरियल गिनी=GQ;यूनान=GR
;दक्षिण जॉर्जिया और दक्षिण सैंडविच द्वीपसमूह=GS;ग्वाटेमाला=GT;गुआम=GU;गिनी-बिसाउ=GW;गुयाना=GY
;हाँग काँग (चीन विशेष प्रशासनिक क्षेत्र)=HK;हर्ड द्वीप और मैकडोनॉल्ड द्वीपसमूह=HM;होंडूरास=HN
;क्रोएशिया=HR;हैती=HT;हंगरी=HU;इंडोनेशिया=ID;आयरलैंड=IE;इज़राइल=IL;आइल ऑफ़ मैन=IM;भारत=IN
;ब्रिटिश हिंद महासागरीय क्षेत्र=IO;इराक=IQ;ईरान=IR;आइसलैंड=IS;इटली=IT;जर्सी=JE;जमैका=JM;जॉर्डन=JO
;जापान=JP;केन्या=KE;किर्गिज़स्तान=KG;कंबोडिया=KH;किरिबाती=KI;कोमोरोस=KM;सेंट किट्स और नेविस=KN
;उत्तर कोरिया=KP;दक्षिण कोरिया=KR;कुवैत=KW;कैमेन द्वीपसमूह=KY;कज़ाखस्तान=KZ;लाओस=LA;लेबनान=LB
;सेंट लूसिया=LC;लिचेंस्टीन=LI;श्रीलंका=LK;लाइबेरिया=LR;लेसोथो=LS;लिथुआनिया=LT;लग्ज़मबर्ग=LU;लातविया=LV
;लीबिया=LY;मोरक्को=MA;मोनाको=MC;मॉल्डोवा=MD;मोंटेनेग्रो=ME;सेंट मार्टिन=MF;मेडागास्कर=MG
;मार्शल द्वीपसमूह=MH;उत्तरी मकदूनिया=MK;माली=ML;म्यांमार (बर्मा)=MM;मंगोलिया=MN
;मकाऊ (विशेष प्रशासनिक क्षेत्र चीन)=MO;उत्तरी मारियाना द्वीपसमूह=MP;मार्टीनिक=MQ;मॉरिटानिया=MR
;मोंटसेरात=MS;माल्टा=MT;मॉरीशस=MU;मालदीव=MV;मलावी=MW;मैक्सिको=MX;मलेशिया=MY;मोज़ांबिक=MZ;नामीबिया=NA
;न्यू कैलेडोनिया=NC;नाइजर=NE;नॉरफ़ॉक द्वीप=NF;नाइजीरिया=NG;निकारागुआ=NI;नीदरलैंड=NL;नॉर्वे=NO;नेपाल=NP
;नाउरु=NR;नीयू=NU;न्यूज़ीलैंड=NZ;ओमान=OM;पनामा=PA;पेरू=PE;फ़्रेंच पोलिनेशिया=PF;पापुआ न्यू गिनी=PG
;फ़िलिपींस=PH;पाकिस्तान=PK;पोलैंड=PL;सेंट पिएरे और मिक्वेलान=PM;पिटकैर्न द्वीपसमूह=PN;पोर्टो रिको=PR
;फ़िलिस्तीनी क्षेत्र=PS;पुर्तगाल=PT;पलाऊ=PW;पराग्वे=PY;क़तर=QA;रियूनियन=RE;रोमानिया=RO;सर्बिया=RS
;रूस=RU;रवांडा=RW;सऊदी अरब=SA;सोलोमन द्वीपसमूह=SB;सेशेल्स=SC;सूडान=SD;स्वीडन=SE;सिंगापुर=SG
;सेंट हेलेना=SH;स्लोवेनिया=SI;स्वालबार्ड और जान मायेन=SJ;स्लोवाकिया=SK;सिएरा लियोन=SL;सैन मेरीनो=SM
;सेनेगल=SN;सोमालिया=SO;सूरीनाम=SR;दक्षिण सूडान=SS;साओ टोम और प्रिंसिपे=ST;अल सल्वाडोर=SV
;सिंट मार्टिन=SX;सीरिया=SY;एस्वाटिनी=SZ;तुर्क और कैकोज़ द्वीपसमूह=TC;चाड=TD
;फ़्रांसीसी दक्षिणी क्षेत्र=TF;टोगो=TG;थाईलैंड=TH;ताजिकिस्तान=TJ;तोकेलाउ=TK;तिमोर-लेस्त=TL
;तुर्कमेनिस्तान=TM;ट्यूनीशिया=TN;टोंगा=TO;तुर्किये=TR;त्रिनिदाद और टोबैगो=TT;तुवालू=TV;ताइवान=TW
;तंज़ानिया=TZ;यूक्रेन=UA;युगांडा=UG;यू॰एस॰ आउटलाइंग द्वीपसमूह=UM;संयुक्त राज्य=US;उरूग्वे=UY
;उज़्बेकिस्तान=UZ;वेटिकन सिटी=VA;सेंट विंसेंट और ग्रेनाडाइंस=VC;वेनेज़ुएला=VE
;ब्रिटिश वर्जिन द्वीपसमूह=VG;यू॰एस॰ वर्जिन द्वीपसमूह=VI;वियतनाम=VN;वनुआतू=VU;वालिस और फ़्यूचूना=WF
;समोआ=WS;कोसोवो=XK;यमन=YE;मायोते=YT;दक्षिण अफ़्रीका=ZA;ज़ाम्बिया=ZM;ज़िम्बाब्वे=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_is() -%}
    {%- set names -%}
;andorra=AD;sameinuðu arabísku furstadæmin=AE;afganistan=AF;antígva og barbúda=AG;angvilla=AI
;albanía=AL;armenía=AM;angóla=AO;suðurskautslandið=AQ;argentína=AR;bandaríska samóa=AS;austurríki=AT
;ástralía=AU;arúba=AW;álandseyjar=AX;aserbaídsjan=AZ;bosnía og hersegóvína=BA;barbados=BB
;bangladess=BD;belgía=BE;búrkína fasó=BF;búlgaría=BG;barein=BH;búrúndí=BI;benín=BJ
;sankti bartólómeusareyjar=BL;bermúdaeyjar=BM;brúnei=BN;bólivía=BO;karíbahafshluti hollands=BQ
;brasilía=BR;bahamaeyjar=BS;bútan=BT;bouveteyja=BV;botsvana=BW;hvíta-rússland=BY;belís=BZ;kanada=CA
;kókoseyjar (keeling)=CC;kongó-kinshasa=CD;mið-afríkulýðveldið=CF;kongó-brazzaville=CG;sviss=CH
;fílabeinsströndin=CI;cooks-eyjar=CK;síle=CL;kamerún=CM;kína=CN;kólumbía=CO;kostaríka=CR;kúba=CU
;grænhöfðaeyjar=CV;curacao=CW;jólaey=CX;kýpur=CY;tékkland=CZ;þýskaland=DE;djíbútí=DJ;danmörk=DK
;dóminíka=DM;dóminíska lýðveldið=DO;alsír=DZ;ekvador=EC;eistland=EE;egyptaland=EG;vestur-sahara=EH
;erítrea=ER;spánn=ES;eþíópía=ET;finnland=FI;fídjíeyjar=FJ;falklandseyjar=FK;míkrónesía=FM;færeyjar=FO
;frakkland=FR;gabon=GA;bretland=GB;grenada=GD;georgía=GE;franska gvæjana=GF;guernsey=GG;gana=GH
;gíbraltar=GI;grænland=GL;gambía=GM;gínea=GN;gvadelúpeyjar=GP;miðbaugs-gínea=GQ;grikkland=GR
;suður-georgía og suður-sandvíkureyjar=GS;gvatemala=GT;gvam=GU;gínea-bissá=GW;gvæjana=GY
;sérstjórnarsvæðið hong kong=HK;heard og mcdonaldseyjar=HM;hondúras=HN;króatía=HR;haítí=HT
;ungverjaland=HU;indónesía=ID;írland=IE;ísrael=IL;mön=IM;indland=IN;bresku indlandshafseyjar=IO
;írak=IQ;íran=IR;ísland=IS;ítalía=IT;jersey=JE;jamaíka=JM;jórdanía=JO;japan=JP;kenía=KE;kirgistan=KG
;kambódía=KH;kíribatí=KI;kómoreyjar=KM;sankti kitts og nevis=KN;norður-kórea=KP;suður-kórea=KR
;kúveit=KW;caymaneyjar=KY;kasakstan=KZ;laos=LA;líbanon=LB;sankti lúsía=LC;liechtenstein=LI
;srí lanka=LK;líbería=LR;lesótó=LS;litháen=LT;lúxemborg=LU;lettland=LV;líbía=LY;marokkó=MA;mónakó=MC
;moldóva=MD;svartfjallaland=ME;saint-martin=MF;madagaskar=MG;marshalleyjar=MH;norður-makedónía=MK
;malí=ML;mjanmar (búrma)=MM;mongólía=MN;sérstjórnarsvæðið makaó=MO;norður-maríanaeyjar=MP;martiník=MQ
;máritanía=MR;montserrat=MS;malta=MT;máritíus=MU;maldíveyjar=MV;malaví=MW;mexíkó=MX;malasía=MY
;mósambík=MZ;namibía=NA;nýja-kaledónía=NC;níger=NE;norfolkeyja=NF;nígería=NG;níkaragva=NI;holland=NL
;noregur=NO;nepal=NP;nárú=NR;niue=NU;nýja-sjáland=NZ;óman=OM;panama=PA;perú=PE;franska pólýnesía=PF
;papúa nýja-gínea=PG;filippseyjar=PH;pakistan=PK;pólland=PL;sankti pierre og miquelon=PM
;pitcairn-eyjar=PN;púertó ríkó=PR;heimastjórnarsvæði palestínumanna=PS;portúgal=PT;palá=PW;paragvæ=PY
;katar=QA;réunion=RE;rúmenía=RO;serbía=RS;rússland=RU;rúanda=RW;sádi-arabía=SA;salómonseyjar=SB
;seychelles-eyjar=SC;súdan=SD;svíþjóð=SE;singapúr=SG;sankti helena=SH;slóvenía=SI
;svalbarði og jan mayen=SJ;slóvakía=SK;síerra leóne=SL;san marínó=SM;senegal=SN;sómalía=SO;súrínam=SR
;suður-súdan=SS;saó tóme og prinsípe=ST;el salvador=SV;sint maarten=SX;sýrland=SY;esvatíní=SZ
;turks- og caicoseyjar=TC;tsjad=TD;frönsku suðlægu landsvæðin=TF;tógó=TG;taíland=TH;tadsíkistan=TJ
;tókelá=TK;tímor-leste=TL;túrkmenistan=TM;túnis=TN;tonga=TO;tyrkland=TR;trínidad og tóbagó=TT
;túvalú=TV;taívan=TW;tansanía=TZ;úkraína=UA;úganda=UG;smáeyjar bandaríkjanna=UM;bandaríkin=US
;úrúgvæ=UY;úsbekistan=UZ;vatíkanið=VA;sankti vinsent og grenadíneyjar=VC;venesúela=VE
;bresku jómfrúaeyjar=VG;bandarísku jómfrúaeyjar=VI;víetnam=VN;vanúatú=VU;wallis- og fútúnaeyjar=WF
;samóa=WS;kósóvó=XK;jemen=YE;mayotte=YT;suður-afríka=ZA;sambía=ZM;simbabve=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ja() -%}
    {%- set names -%}
;アンドラ=AD;アラブ首長国連邦=AE;アフガニスタン=AF;アンティグア・バーブーダ=AG;アンギラ=AI;アルバニア=AL;アルメニア=AM;アンゴラ=AO;南極=AQ;アルゼンチン=AR
;米領サモア=AS;オーストリア=AT;オーストラリア=AU;アルバ=AW;オーランド諸島=AX;アゼルバイジャン=AZ;ボスニア・ヘルツェゴビナ=BA;バルバドス=BB;バングラデシュ=BD
;ベルギー=BE;ブルキナファソ=BF;ブルガリア=BG;バーレーン=BH;ブルンジ=BI;ベナン=BJ;サン・バルテルミー=BL;バミューダ=BM;ブルネイ=BN;ボリビア=BO;オランダ領カリブ=BQ
;ブラジル=BR;バハマ=BS;ブータン=BT;ブーベ島=BV;ボツワナ=BW;ベラルーシ=BY;ベリーズ=BZ;カナダ=CA;ココス(キーリング)諸島=CC;コンゴ民主共和国(キンシャサ)=CD
;中央アフリカ共和国=CF;コンゴ共和国(ブラザビル)=CG;スイス=CH;コートジボワール=CI;クック諸島=CK;チリ=CL;カメルーン=CM;中国=CN;コロンビア=CO;コスタリカ=CR
;キューバ=CU;カーボベルデ=CV;キュラソー=CW;クリスマス島=CX;キプロス=CY;チェコ=CZ;ドイツ=DE;ジブチ=DJ;デンマーク=DK;ドミニカ国=DM;ドミニカ共和国=DO
;アルジェリア=DZ;エクアドル=EC;エストニア=EE;エジプト=EG;西サハラ=EH;エリトリア=ER;スペイン=ES;エチオピア=ET;フィンランド=FI;フィジー=FJ;フォークランド諸島=FK
;ミクロネシア連邦=FM;フェロー諸島=FO;フランス=FR;ガボン=GA;イギリス=GB;グレナダ=GD;ジョージア=GE;仏領ギアナ=GF;ガーンジー=GG;ガーナ=GH;ジブラルタル=GI
;グリーンランド=GL;ガンビア=GM;ギニア=GN;グアドループ=GP;赤道ギニア=GQ;ギリシャ=GR;サウスジョージア・サウスサンドウィッチ諸島=GS;グアテマラ=GT;グアム=GU
;ギニアビサウ=GW;ガイアナ=GY;中華人民共和国香港特別行政区=HK;ハード島・マクドナルド諸島=HM;ホンジュラス=HN;クロアチア=HR;ハイチ=HT;ハンガリー=HU;インドネシア=ID
;アイルランド=IE;イスラエル=IL;マン島=IM;インド=IN;英領インド洋地域=IO;イラク=IQ;イラン=IR;アイスランド=IS;イタリア=IT;ジャージー=JE;ジャマイカ=JM
;ヨルダン=JO;日本=JP;ケニア=KE;キルギス=KG;カンボジア=KH;キリバス=KI;コモロ=KM;セントクリストファー・ネーヴィス=KN;北朝鮮=KP;韓国=KR;クウェート=KW
;ケイマン諸島=KY;カザフスタン=KZ;ラオス=LA;レバノン=LB;セントルシア=LC;リヒテンシュタイン=LI;スリランカ=LK;リベリア=LR;レソト=LS;リトアニア=LT;ルクセンブルク=LU
;ラトビア=LV;リビア=LY;モロッコ=MA;モナコ=MC;モルドバ=MD;モンテネグロ=ME;サン・マルタン=MF;マダガスカル=MG;マーシャル諸島=MH;北マケドニア=MK;マリ=ML
;ミャンマー (ビルマ)=MM;モンゴル=MN;中華人民共和国マカオ特別行政区=MO;北マリアナ諸島=MP;マルティニーク=MQ;モーリタニア=MR;モントセラト=MS;マルタ=MT;モーリシャス=MU
;モルディブ=MV;マラウイ=MW;メキシコ=MX;マレーシア=MY;モザンビーク=MZ;ナミビア=NA;ニューカレドニア=NC;ニジェール=NE;ノーフォーク島=NF;ナイジェリア=NG
;ニカラグア=NI;オランダ=NL;ノルウェー=NO;ネパール=NP;ナウル=NR;ニウエ=NU;ニュージーランド=NZ;オマーン=OM;パナマ=PA;ペルー=PE;仏領ポリネシア=PF
;パプアニューギニア=PG;フィリピン=PH;パキスタン=PK;ポーランド=PL;サンピエール島・ミクロン島=PM;ピトケアン諸島=PN;プエルトリコ=PR;パレスチナ自治区=PS;ポルトガル=PT
;パラオ=PW;パラグアイ=PY;カタール=QA;レユニオン=RE;ルーマニア=RO;セルビア=RS;ロシア=RU;ルワンダ=RW;サウジアラビア=SA;ソロモン諸島=SB;セーシェル=SC
;スーダン=SD;スウェーデン=SE;シンガポール=SG;セントヘレナ=SH;スロベニア=SI;スバールバル諸島・ヤンマイエン島=SJ;スロバキア=SK;シエラレオネ=SL;サンマリノ=SM
;セネガル=SN;ソマリア=SO;スリナム=SR;南スーダン=SS;サントメ・プリンシペ=ST;エルサルバドル=SV;シント・マールテン=SX;シリア=SY;エスワティニ=SZ
;タークス・カイコス諸島=TC;チャド=TD;仏領極南諸島=TF;トーゴ=TG;タイ=TH;タジキスタン=TJ;トケラウ=TK;東ティモール=TL;トルクメニスタン=TM;チュニジア=TN;トンガ=TO
;トルコ=TR;トリニダード・トバゴ=TT;ツバル=TV;台湾=TW;タンザニア=TZ;ウクライナ=UA;ウガンダ=UG;合衆国領有小離島=UM;アメリカ合衆国=US;ウルグアイ=UY
;ウズベキスタン=UZ;バチカン市国=VA;セントビンセント及びグレナディーン諸島=VC;ベネズエラ=VE;英領ヴァージン諸島=VG;米領ヴァージン諸島=VI;ベトナム=VN;バヌアツ=VU
;ウォリス・フツナ=WF;サモア=WS;コソボ=XK;イエメン=YE;マヨット=YT;南アフリカ=ZA;ザンビア=ZM;ジンバブエ=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ko() -%}
    {%- set names -%}
;안도라=AD;아랍에미리트=AE;아프가니스탄=AF;앤티가 바부다=AG;앵귈라=AI;알바니아=AL;아르메니아=AM;앙골라=AO;남극 대륙=AQ;아르헨티나=AR;아메리칸 사모아=AS
;오스트리아=AT;오스트레일리아=AU;아루바=AW;올란드 제도=AX;아제르바이잔=AZ;보스니아 헤르체고비나=BA;바베이도스=BB;방글라데시=BD;벨기에=BE;부르키나파소=BF
;불가리아=BG;바레인=BH;부룬디=BI;베냉=BJ;생바르텔레미=BL;버뮤다=BM;브루나이=BN;볼리비아=BO;네덜란드령 카리브=BQ;브라질=BR;바하마=BS;부탄=BT;부베섬=BV
;보츠와나=BW;벨라루스=BY;벨리즈=BZ;캐나다=CA;코코스 제도=CC;콩고-킨샤사=CD;중앙 아프리카 공화국=CF;콩고-브라자빌=CG;스위스=CH;코트디부아르=CI;쿡 제도=CK
;칠레=CL;카메룬=CM;중국=CN;콜롬비아=CO;코스타리카=CR;쿠바=CU;카보베르데=CV;퀴라소=CW;크리스마스섬=CX;키프로스=CY;체코=CZ;독일=DE;지부티=DJ;덴마크=DK
;도미니카=DM;도미니카 공화국=DO;알제리=DZ;에콰도르=EC;에스토니아=EE;이집트=EG;서사하라=EH;에리트리아=ER;스페인=ES;에티오피아=ET;핀란드=FI;피지=FJ
;포클랜드 제도=FK;미크로네시아=FM;페로 제도=FO;프랑스=FR;가봉=GA;영국=GB;그레나다=GD;조지아=GE;프랑스령 기아나=GF;건지=GG;가나=GH;지브롤터=GI
;그린란드=GL;감비아=GM;기니=GN;과들루프=GP;적도 기니=GQ;그리스=GR;사우스조지아 사우스샌드위치 제도=GS;과테말라=GT;괌=GU;기니비사우=GW;가이아나=GY
;홍콩(중국 특별행정구)=HK;허드 맥도널드 제도=HM;온두라스=HN;크로아티아=HR;아이티=HT;헝가리=HU;인도네시아=ID;아일랜드=IE;이스라엘=IL;맨섬=IM;인도=IN
;영국령 인도양 지역=IO;이라크=IQ;이란=IR;아이슬란드=IS;이탈리아=IT;저지=JE;자메이카=JM;요르단=JO;일본=JP;케냐=KE;키르기스스탄=KG;캄보디아=KH
;키리바시=KI;코모로=KM;세인트키츠 네비스=KN;북한=KP;대한민국=KR;쿠웨이트=KW;케이맨 제도=KY;카자흐스탄=KZ;라오스=LA;레바논=LB;세인트루시아=LC
;리히텐슈타인=LI;스리랑카=LK;라이베리아=LR;레소토=LS;리투아니아=LT;룩셈부르크=LU;라트비아=LV;리비아=LY;모로코=MA;모나코=MC;몰도바=MD;몬테네그로=ME
;생마르탱=MF;마다가스카르=MG;마셜 제도=MH;북마케도니아=MK;말리=ML;미얀마=MM;몽골=MN;마카오(중국 특별행정구)=MO;북마리아나제도=MP;마르티니크=MQ;모리타니=MR
;몬트세라트=MS;몰타=MT;모리셔스=MU;몰디브=MV;말라위=MW;멕시코=MX;말레이시아=MY;모잠비크=MZ;나미비아=NA;뉴칼레도니아=NC;니제르=NE;노퍽섬=NF;나이지리아=NG
;니카라과=NI;네덜란드=NL;노르웨이=NO;네팔=NP;나우루=NR;니우에=NU;뉴질랜드=NZ;오만=OM;파나마=PA;페루=PE;프랑스령 폴리네시아=PF;파푸아뉴기니=PG;필리핀=PH
;파키스탄=PK;폴란드=PL;생피에르 미클롱=PM;핏케언 제도=PN;푸에르토리코=PR;팔레스타인 지구=PS;포르투갈=PT;팔라우=PW;파라과이=PY;카타르=QA;레위니옹=RE
;루마니아=RO;세르비아=RS;러시아=RU;르완다=RW;사우디아라비아=SA;솔로몬 제도=SB;세이셸=SC;수단=SD;스웨덴=SE;싱가포르=SG;세인트헬레나=SH;슬로베니아=SI
;스발바르제도-얀마웬섬=SJ;슬로바키아=SK;시에라리온=SL;산마리노=SM;세네갈=SN;소말리아=SO;수리남=SR;남수단=SS;상투메 프린시페=ST;엘살바도르=SV;신트마르턴=SX
;시리아=SY;에스와티니=SZ;터크스 케이커스 제도=TC;차드=TD;프랑스령 남방 지역=TF;토고=TG;태국=TH;타지키스탄=TJ;토켈라우=TK;동티모르=TL;투르크메니스탄=TM
;튀니지=TN;통가=TO;튀르키예=TR;트리니다드 토바고=TT;투발루=TV;대만=TW;탄자니아=TZ;우크라이나=UA;우간다=UG;미국령 해외 제도=UM;미국=US;우루과이=UY
;우즈베키스탄=UZ;바티칸 시국=VA;세인트빈센트그레나딘=VC;베네수엘라=VE;영국령 버진아일랜드=VG;미국령 버진아일랜드=VI;베트남=VN;바누아투=VU;왈리스-푸투나 제도=WF
;사모아=WS;코소보=XK;예멘=YE;마요트=YT;남아프리카=ZA;잠비아=ZM;짐바브웨=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_nb() -%}
    {%- set names -%}
;andorra=AD;de forente arabiske emirater=AE;afghanistan=AF;antigua og barbuda=AG;anguilla=AI
;albania=AL;armenia=AM;angola=AO;antarktis=AQ;argentina=AR;amerikansk samoa=AS;østerrike=AT
;australia=AU;aruba=AW;åland=AX;aserbajdsjan=AZ;bosnia-hercegovina=BA;barbados=BB;bangladesh=BD
;belgia=BE;burkina faso=BF;bulgaria=BG;bahrain=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM
;brunei=BN;bolivia=BO;karibisk nederland=BQ;brasil=BR;bahamas=BS;bhutan=BT;bouvetøya=BV;botswana=BW
;belarus=BY;belize=BZ;canada=CA;kokosøyene=CC;kongo=CD;den sentralafrikanske republikk=CF
;kongo-brazzaville=CG;sveits=CH;elfenbenskysten=CI;cookøyene=CK;chile=CL;kamerun=CM;kina=CN
;colombia=CO;costa rica=CR;cuba=CU;kapp verde=CV;curaçao=CW;christmasøya=CX;kypros=CY;tsjekkia=CZ
;tyskland=DE;djibouti=DJ;danmark=DK;dominica=DM;den dominikanske republikk=DO;algerie=DZ;ecuador=EC
;estland=EE;egypt=EG;vest-sahara=EH;eritrea=ER;spania=ES;etiopia=ET;finland=FI;fiji=FJ
;falklandsøyene=FK;mikronesiaføderasjonen=FM;færøyene=FO;frankrike=FR;gabon=GA;storbritannia=GB
;grenada=GD;georgia=GE;fransk guyana=GF;guernsey=GG;ghana=GH;gibraltar=GI;grønland=GL;gambia=GM
;guinea=GN;guadeloupe=GP;ekvatorial-guinea=GQ;hellas=GR;sør-georgia og sør-sandwichøyene=GS
;guatemala=GT;guam=GU;guinea-bissau=GW;guyana=GY;hongkong sar kina=HK;heard- og mcdonaldøyene=HM
;honduras=HN;kroatia=HR;haiti=HT;ungarn=HU;indonesia=ID;irland=IE;israel=IL;man=IM;india=IN
;det britiske territoriet i indiahavet=IO;irak=IQ;iran=IR;island=IS;italia=IT;jersey=JE;jamaica=JM
;jordan=JO;japan=JP;kenya=KE;kirgisistan=KG;kambodsja=KH;kiribati=KI;komorene=KM
;saint kitts og nevis=KN;nord-korea=KP;sør-korea=KR;kuwait=KW;caymanøyene=KY;kasakhstan=KZ;laos=LA
;libanon=LB;st. lucia=LC;liechtenstein=LI;sri lanka=LK;liberia=LR;lesotho=LS;litauen=LT;luxemburg=LU
;latvia=LV;libya=LY;marokko=MA;monaco=MC;moldova=MD;montenegro=ME;saint-martin=MF;madagaskar=MG
;marshalløyene=MH;nord-makedonia=MK;mali=ML;myanmar (burma)=MM;mongolia=MN;macao sar kina=MO
;nord-marianene=MP;martinique=MQ;mauritania=MR;montserrat=MS;malta=MT;mauritius=MU;maldivene=MV
;malawi=MW;mexico=MX;malaysia=MY;mosambik=MZ;namibia=NA;ny-caledonia=NC;niger=NE;norfolkøya=NF
;nigeria=NG;nicaragua=NI;nederland=NL;norge=NO;nepal=NP;nauru=NR;niue=NU;new zealand=NZ;oman=OM
;panama=PA;peru=PE;fransk polynesia=PF;papua ny-guinea=PG;filippinene=PH;pakistan=PK;polen=PL
;saint-pierre-et-miquelon=PM;pitcairnøyene=PN;puerto rico=PR;det palestinske området=PS;portugal=PT
;palau=PW;paraguay=PY;qatar=QA;réunion=RE;romania=RO;serbia=RS;russland=RU;rwanda=RW;saudi-arabia=SA
;salomonøyene=SB;seychellene=SC;sudan=SD;sverige=SE;singapore=SG;st. helena=SH;slovenia=SI
;svalbard og jan mayen=SJ;slovakia=SK;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO;surinam=SR
;sør-sudan=SS;são tomé og príncipe=ST;el salvador=SV;sint maarten=SX;syria=SY;eswatini=SZ
;turks- og caicosøyene=TC;tsjad=TD;de franske sørterritorier=TF;togo=TG;thailand=TH;tadsjikistan=TJ
;tokelau=TK;øst-timor=TL;turkmenistan=TM;tunisia=TN;tonga=TO;tyrkia=TR;trinidad og tobago=TT;tuvalu=TV
;taiwan=TW;tanzania=TZ;ukraina=UA;uganda=UG;usas ytre øyer=UM;usa=US;uruguay=UY;usbekistan=UZ
;vatikanstaten=VA;st. vincent og grenadinene=VC;venezuela=VE;de britiske jomfruøyene=VG
;de amerikanske jomfruøyene=VI;vietnam=VN;vanuatu=VU;wallis og futuna=WF;samoa=WS;kosovo=XK;jemen=YE
;mayotte=YT;sør-afrika=ZA;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_nn() -%}
    {%- set names -%}
;andorra=AD;dei sameinte arabiske emirata=AE;afghanistan=AF;antigua og barbuda=AG;anguilla=AI
;albania=AL;armenia=AM;angola=AO;antarktis=AQ;argentina=AR;amerikansk samoa=AS;austerrike=AT
;australia=AU;aruba=AW;åland=AX;aserbajdsjan=AZ;bosnia-hercegovina=BA;barbados=BB;bangladesh=BD
;belgia=BE;burkina faso=BF;bulgaria=BG;bahrain=BH;burundi=BI;benin=BJ;saint-barthélemy=BL;bermuda=BM
;brunei=BN;bolivia=BO;karibisk nederland=BQ;brasil=BR;bahamas=BS;bhutan=BT;bouvetøya=BV;botswana=BW
;belarus=BY;belize=BZ;canada=CA;kokosøyane=CC;kongo-kinshasa=CD;den sentralafrikanske republikken=CF
;kongo-brazzaville=CG;sveits=CH;elfenbeinskysten=CI;cookøyane=CK;chile=CL;kamerun=CM;kina=CN
;colombia=CO;costa rica=CR;cuba=CU;kapp verde=CV;curaçao=CW;christmasøya=CX;kypros=CY;tsjekkia=CZ
;tyskland=DE;djibouti=DJ;danmark=DK;dominica=DM;den dominikanske republikken=DO;algerie=DZ;ecuador=EC
;estland=EE;egypt=EG;vest-sahara=EH;eritrea=ER;spania=ES;etiopia=ET;finland=FI;fiji=FJ
;falklandsøyane=FK;mikronesiaføderasjonen=FM;færøyane=FO;frankrike=FR;gabon=GA;storbritannia=GB
;grenada=GD;georgia=GE;fransk guyana=GF;guernsey=GG;ghana=GH;gibraltar=GI;grønland=GL;gambia=GM
;guinea=GN;guadeloupe=GP;ekvatorial-guinea=GQ;hellas=GR;sør-georgia og sør-sandwichøyane=GS
;guatemala=GT;guam=GU;guinea-bissau=GW;guyana=GY;hongkong sar kina=HK;heardøya og mcdonaldøyane=HM
;honduras=HN;kroatia=HR;haiti=HT;ungarn=HU;indonesia=ID;irland=IE;israel=IL;man=IM;india=IN
;chagosøyane=IO;irak=IQ;iran=IR;island=IS;italia=IT;jersey=JE;jamaica=JM;jordan=JO;japan=JP;kenya=KE
;kirgisistan=KG;kambodsja=KH;kiribati=KI;komorane=KM;saint kitts og nevis=KN;nord-korea=KP
;sør-korea=KR;kuwait=KW;caymanøyane=KY;kasakhstan=KZ;laos=LA;libanon=LB;st. lucia=LC;liechtenstein=LI
;sri lanka=LK;liberia=LR;lesotho=LS;litauen=LT;luxembourg=LU;latvia=LV;libya=LY;marokko=MA;monaco=MC
;moldova=MD;montenegro=ME;saint-martin=MF;madagaskar=MG;marshalløyane=MH;nord-makedonia=MK;mali=ML
;myanmar (burma)=MM;mongolia=MN;macao sar kina=MO;nord-marianane=MP;martinique=MQ;mauritania=MR
;montserrat=MS;malta=MT;mauritius=MU;maldivane=MV;malawi=MW;mexico=MX;malaysia=MY;mosambik=MZ
;namibia=NA;ny-caledonia=NC;niger=NE;norfolkøya=NF;nigeria=NG;nicaragua=NI;nederland=NL;noreg=NO
;nepal=NP;nauru=NR;niue=NU;new zealand=NZ;oman=OM;panama=PA;peru=PE;fransk polynesia=PF
;papua ny-guinea=PG;filippinane=PH;pakistan=PK;polen=PL;saint-pierre-et-miquelon=PM;pitcairn=PN
;puerto rico=PR;det palestinske området=PS;portugal=PT;palau=PW;paraguay=PY;qatar=QA;réunion=RE
;romania=RO;serbia=RS;russland=RU;rwanda=RW;saudi-arabia=SA;salomonøyane=SB;seychellane=SC;sudan=SD
;sverige=SE;singapore=SG;saint helena=SH;slovenia=SI;svalbard og jan mayen=SJ;slovakia=SK
;sierra leone=SL;san marino=SM;senegal=SN;somalia=SO;surinam=SR;sør-sudan=SS;são tomé og príncipe=ST
;el salvador=SV;sint maarten=SX;syria=SY;eswatini=SZ;turks- og caicosøyane=TC;tsjad=TD
;dei franske sørterritoria=TF;togo=TG;thailand=TH;tadsjikistan=TJ;tokelau=TK;aust-timor=TL
;turkmenistan=TM;tunisia=TN;tonga=TO;tyrkia=TR;trinidad og tobago=TT;tuvalu=TV;taiwan=TW;tanzania=TZ
;ukraina=UA;uganda=UG;usas ytre småøyar=UM;usa=US;uruguay=UY;usbekistan=UZ;vatikanstaten=VA
;st. vincent og grenadinane=VC;venezuela=VE;dei britiske jomfruøyane=VG;dei amerikanske jomfruøyane=VI
;vietnam=VN;vanuatu=VU;wallis og futuna=WF;samoa=WS;kosovo=XK;jemen=YE;mayotte=YT;sør-afrika=ZA
;zambia=ZM;zimbabwe=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_ru() -%}
    {%- set names -%}
;андорра=AD;оаэ=AE;афганистан=AF;антигуа и барбуда=AG;ангилья=AI;албания=AL;армения=AM;ангола=AO
;антарктида=AQ;аргентина=AR;американское самоа=AS;австрия=AT;австралия=AU;аруба=AW;аландские о-ва=AX
;азербайджан=AZ;босния и герцеговина=BA;барбадос=BB;бангладеш=BD;бельгия=BE;буркина-фасо=BF
;болгария=BG;бахрейн=BH;бурунди=BI;бенин=BJ;сен-бартелеми=BL;бермудские о-ва=BM;бруней=BN;боливия=BO
;бонэйр, синт-эстатиус и саба=BQ;бразилия=BR;багамы=BS;бутан=BT;о-в буве=BV;ботсвана=BW;беларусь=BY
;белиз=BZ;канада=CA;кокосовые о-ва=CC;конго - киншаса=CD;центрально-африканская республика=CF
;конго - браззавиль=CG;швейцария=CH;кот-д’ивуар=CI;о-ва кука=CK;чили=CL;камерун=CM;китай=CN
;колумбия=CO;коста-рика=CR;куба=CU;кабо-верде=CV;кюрасао=CW;о-в рождества=CX;кипр=CY;чехия=CZ
;германия=DE;джибути=DJ;дания=DK;доминика=DM;доминиканская республика=DO;алжир=DZ;эквадор=EC
;эстония=EE;египет=EG;западная сахара=EH;эритрея=ER;испания=ES;эфиопия=ET;финляндия=FI;фиджи=FJ
;фолклендские о-ва=FK;федеративные штаты микронезии=FM;фарерские о-ва=FO;франция=FR;габон=GA
;великобритания=GB;гренада=GD;грузия=GE;французская гвиана=GF;гернси=GG;гана=GH;гибралтар=GI
;гренландия=GL;гамбия=GM;гвинея=GN;гваделупа=GP;экваториальная гвинея=GQ;греция=GR
;южная георгия и южные сандвичевы о-ва=GS;гватемала=GT;гуам=GU;гвинея-бисау=GW;гайана=GY
;гонконг (сар)=HK;о-ва херд и макдональд=HM;гондурас=HN;хорватия=HR;гаити=HT;венгрия=HU;индонезия=ID
;ирландия=IE;израиль=IL;о-в мэн=IM;индия=IN;британская территория в индийском океане=IO;ирак=IQ
;иран=IR;исландия=IS;италия=IT;джерси=JE;ямайка=JM;иордания=JO;япония=JP;кения=KE;киргизия=KG
;камбоджа=KH;кирибати=KI;коморы=KM;сент-китс и невис=KN;кндр=KP;республика корея=KR;кувейт=KW
;о-ва кайман=KY;казахстан=KZ;лаос=LA;ливан=LB;сент-люсия=LC;лихтенштейн=LI;шри-ланка=LK;либерия=LR
;лесото=LS;литва=LT;люксембург=LU;латвия=LV;ливия=LY;марокко=MA;монако=MC;молдова=MD;черногория=ME
;сен-мартен=MF;мадагаскар=MG;маршалловы о-ва=MH;северная македония=MK;мали=ML;мьянма (бирма)=MM
;монголия=MN;макао (сар)=MO;северные марианские о-ва=MP;мартиника=MQ;мавритания=MR;монтсеррат=MS
;мальта=MT;маврикий=MU;мальдивы=MV;малави=MW;мексика=MX;малайзия=MY;мозамбик=MZ;намибия=NA
;новая каледония=NC;нигер=NE;о-в норфолк=NF;нигерия=NG;никарагуа=NI;нидерланды=NL;норвегия=NO;непал=NP
;науру=NR;ниуэ=NU;новая зеландия=NZ;оман=OM;панама=PA;перу=PE;французская полинезия=PF
;папуа — новая гвинея=PG;филиппины=PH;пакистан=PK;польша=PL;сен-пьер и микелон=PM;о-ва питкэрн=PN
;пуэрто-рико=PR;палестинские территории=PS;португалия=PT;палау=PW;парагвай=PY;катар=QA;реюньон=RE
;румыния=RO;сербия=RS;россия=RU;руанда=RW;саудовская аравия=SA;соломоновы о-ва=SB;сейшельские о-ва=SC
;судан=SD;швеция=SE;сингапур=SG;о-в св. елены=SH;словения=SI;шпицберген и ян-майен=SJ;словакия=SK
;сьерра-леоне=SL;сан-марино=SM;сенегал=SN;сомали=SO;суринам=SR;южный судан=SS;сан-томе и принсипи=ST
;сальвадор=SV;синт-мартен=SX;сирия=SY;эсватини=SZ;тёркс и кайкос=TC;чад=TD
;французские южные территории=TF;того=TG;таиланд=TH;таджикистан=TJ;токелау=TK;восточный тимор=TL
;туркменистан=TM;тунис=TN;тонга=TO;турция=TR;тринидад и тобаго=TT;тувалу=TV;тайвань=TW;танзания=TZ
;украина=UA;уганда=UG;внешние малые о-ва (сша)=UM;соединенные штаты=US;уругвай=UY;узбекистан=UZ
;ватикан=VA;сент-винсент и гренадины=VC;венесуэла=VE;виргинские о-ва (великобритания)=VG
;виргинские о-ва (сша)=VI;вьетнам=VN;вануату=VU;уоллис и футуна=WF;самоа=WS;косово=XK;йемен=YE
;майотта=YT;южно-африканская республика=ZA;замбия=ZM;зимбабве=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_sq() -%}
    {%- set names -%}
;andorrë=AD;emiratet e bashkuara arabe=AE;afganistan=AF;antigua e barbuda=AG;anguilë=AI;shqipëri=AL
;armeni=AM;angolë=AO;antarktikë=AQ;argjentinë=AR;samoa amerikane=AS;austri=AT;australi=AU;arubë=AW
;ishujt alandë=AX;azerbajxhan=AZ;bosnjë-hercegovinë=BA;barbados=BB;bangladesh=BD;belgjikë=BE
;burkina-faso=BF;bullgari=BG;bahrejn=BH;burundi=BI;benin=BJ;sen-bartelemi=BL;bermude=BM;brunei=BN
;bolivi=BO;karaibet holandeze=BQ;brazil=BR;bahama=BS;butan=BT;ishulli bove=BV;botsvanë=BW
;bjellorusi=BY;belizë=BZ;kanada=CA;ishujt kokos=CC;kongo-kinshasa=CD;republika e afrikës qendrore=CF
;kongo-brazavilë=CG;zvicër=CH;côte d’ivoire=CI;ishujt kuk=CK;kili=CL;kamerun=CM;kinë=CN;kolumbi=CO
;kosta-rikë=CR;kubë=CU;kepi i gjelbër=CV;kurasao=CW;ishulli i krishtlindjes=CX;qipro=CY;çeki=CZ
;gjermani=DE;xhibuti=DJ;danimarkë=DK;dominikë=DM;republika dominikane=DO;algjeri=DZ;ekuador=EC
;estoni=EE;egjipt=EG;saharaja perëndimore=EH;eritre=ER;spanjë=ES;etiopi=ET;finlandë=FI;fixhi=FJ
;ishujt falkland=FK;mikronezi=FM;ishujt faroe=FO;francë=FR;gabon=GA;mbretëria e bashkuar=GB;granadë=GD
;gjeorgji=GE;guajana franceze=GF;gernsej=GG;ganë=GH;gjibraltar=GI;grënlandë=GL;gambi=GM;guine=GN
;guadelupë=GP;guineja ekuatoriale=GQ;greqi=GR;xhorxha jugore dhe ishujt senduiçë të jugut=GS
;guatemalë=GT;guam=GU;guine-bisau=GW;guajanë=GY;rpa i hong-kongut=HK;ishujt hërd e mekdonald=HM
;honduras=HN;kroaci=HR;haiti=HT;hungari=HU;indonezi=ID;irlandë=IE;izrael=IL;ishulli i manit=IM;indi=IN
;territori britanik i oqeanit indian=IO;irak=IQ;iran=IR;islandë=IS;itali=IT;xhersej=JE;xhamajkë=JM
;jordani=JO;japoni=JP;kenia=KE;kirgizi=KG;kamboxhia=KH;kiribati=KI;komore=KM;shën-kits dhe nevis=KN
;kore e veriut=KP;kore e jugut=KR;kuvajt=KW;ishujt kajman=KY;kazakistan=KZ;laos=LA;liban=LB
;shën-luçia=LC;lihtenshtajn=LI;sri-lankë=LK;liberi=LR;lesoto=LS;lituani=LT;luksemburg=LU;letoni=LV
;libi=LY;marok=MA;monako=MC;moldavi=MD;mal i zi=ME;sen-marten=MF;madagaskar=MG;ishujt marshall=MH
;maqedonia e veriut=MK;mali=ML;mianmar (burmë)=MM;mongoli=MN;rpa i makaos=MO
;ishujt e marianës veriore=MP;martinikë=MQ;mauritani=MR;montserat=MS;maltë=MT;mauritius=MU;maldive=MV
;malavi=MW;meksikë=MX;malajzi=MY;mozambik=MZ;namibi=NA;kaledoni e re=NC;niger=NE;ishulli norfolk=NF
;nigeri=NG;nikaragua=NI;holandë=NL;norvegji=NO;nepal=NP;nauru=NR;niue=NU;zelandë e re=NZ;oman=OM
;panama=PA;peru=PE;polinezia franceze=PF;guineja e re-papua=PG;filipine=PH;pakistan=PK;poloni=PL
;shën-pier dhe mikelon=PM;ishujt pitkern=PN;porto-riko=PR;territoret palestineze=PS;portugali=PT
;palau=PW;paraguai=PY;katar=QA;reunion=RE;rumani=RO;serbi=RS;rusi=RU;ruandë=RW;arabi saudite=SA
;ishujt solomon=SB;sejshelle=SC;sudan=SD;suedi=SE;singapor=SG;shën-elenë=SH;slloveni=SI
;svalbard e jan-majen=SJ;sllovaki=SK;sierra-leone=SL;san-marino=SM;senegal=SN;somali=SO;surinami=SR
;sudani i jugut=SS;sao-tome e principe=ST;salvador=SV;sint-marten=SX;siri=SY;esvatini=SZ
;ishujt turks dhe kaikos=TC;çad=TD;territoret jugore franceze=TF;togo=TG;tajlandë=TH;taxhikistan=TJ
;tokelau=TK;timor-leste=TL;turkmenistan=TM;tunizi=TN;tonga=TO;turqi=TR;trinidad e tobago=TT;tuvalu=TV
;tajvan=TW;tanzani=TZ;ukrainë=UA;ugandë=UG;ishujt periferikë të shba-së=UM;shba=US;uruguai=UY
;uzbekistan=UZ;vatikan=VA;shën-vincent dhe grenadine=VC;venezuelë=VE;ishujt e virgjër britanikë=VG
;ishujt e virgjër të shba-së=VI;vietnam=VN;vanuatu=VU;uollis e futuna=WF;samoa=WS;kosovë=XK;jemen=YE
;majotë=YT;afrika e jugut=ZA;zambi=ZM;zimbabve=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_sr() -%}
    {%- set names -%}
;андора=AD;уједињени арапски емирати=AE;авганистан=AF;антигва и барбуда=AG;ангвила=AI;албанија=AL
;јерменија=AM;ангола=AO;антарктик=AQ;аргентина=AR;америчка самоа=AS;аустрија=AT;аустралија=AU;аруба=AW
;оландска острва=AX;азербејџан=AZ;босна и херцеговина=BA;барбадос=BB;бангладеш=BD;белгија=BE
;буркина фасо=BF;бугарска=BG;бахреин=BH;бурунди=BI;бенин=BJ;свети бартоломеј=BL;бермуди=BM;брунеј=BN
;боливија=BO;карипска холандија=BQ;бразил=BR;бахами=BS;бутан=BT;острво буве=BV;боцвана=BW
;белорусија=BY;белизе=BZ;канада=CA;кокосова (килингова) острва=CC;конго - киншаса=CD
;централноафричка република=CF;конго - бразавил=CG;швајцарска=CH;обала слоноваче (кот д’ивоар)=CI
;кукова острва=CK;чиле=CL;камерун=CM;кина=CN;колумбија=CO;костарика=CR;куба=CU;зеленортска острва=CV
;курасао=CW;божићно острво=CX;кипар=CY;чешка=CZ;немачка=DE;џибути=DJ;данска=DK;доминика=DM
;доминиканска република=DO;алжир=DZ;еквадор=EC;естонија=EE;египат=EG;западна сахара=EH;еритреја=ER
;шпанија=ES;етиопија=ET;финска=FI;фиџи=FJ;фокландска острва=FK;микронезија=FM;фарска острва=FO
;француска=FR;габон=GA;уједињено краљевство=GB;гренада=GD;грузија=GE;француска гвајана=GF;гернзи=GG
;гана=GH;гибралтар=GI;гренланд=GL;гамбија=GM;гвинеја=GN;гваделуп=GP;екваторијална гвинеја=GQ;грчка=GR
;јужна џорџија и јужна сендвичка острва=GS;гватемала=GT;гуам=GU;гвинеја-бисао=GW;гвајана=GY
;сар хонгконг (кина)=HK;острво херд и мекдоналдова острва=HM;хондурас=HN;хрватска=HR;хаити=HT
;мађарска=HU;индонезија=ID;ирска=IE;израел=IL;острво ман=IM;индија=IN
;британска територија индијског океана=IO;ирак=IQ;иран=IR;исланд=IS;италија=IT;џерзи=JE;јамајка=JM
;јордан=JO;јапан=JP;кенија=KE;киргистан=KG;камбоџа=KH;кирибати=KI;коморска острва=KM
;сент китс и невис=KN;северна кореја=KP;јужна кореја=KR;кувајт=KW;кајманска острва=KY;казахстан=KZ
;лаос=LA;либан=LB;света луција=LC;лихтенштајн=LI;шри ланка=LK;либерија=LR;лесото=LS;литванија=LT
;луксембург=LU;летонија=LV;либија=LY;мароко=MA;монако=MC;молдавија=MD;црна гора=ME
;свети мартин (француска)=MF;мадагаскар=MG;маршалска острва=MH;северна македонија=MK;мали=ML
;мијанмар (бурма)=MM;монголија=MN;сар макао (кина)=MO;северна маријанска острва=MP;мартиник=MQ
;мауританија=MR;монсерат=MS;малта=MT;маурицијус=MU;малдиви=MV;малави=MW;мексико=MX;малезија=MY
;мозамбик=MZ;намибија=NA;нова каледонија=NC;нигер=NE;острво норфок=NF;нигерија=NG;никарагва=NI
;холандија=NL;норвешка=NO;непал=NP;науру=NR;ниуе=NU;нови зеланд=NZ;оман=OM;панама=PA;перу=PE
;француска полинезија=PF;папуа нова гвинеја=PG;филипини=PH;пакистан=PK;пољска=PL;сен пјер и микелон=PM
;питкерн=PN;порторико=PR;палестинске територије=PS;португалија=PT;палау=PW;парагвај=PY;катар=QA
;реинион=RE;румунија=RO;србија=RS;русија=RU;руанда=RW;саудијска арабија=SA;соломонска острва=SB
;сејшели=SC;судан=SD;шведска=SE;сингапур=SG;света јелена=SH;словенија=SI;свалбард и јан мајен=SJ
;словачка=SK;сијера леоне=SL;сан марино=SM;сенегал=SN;сомалија=SO;суринам=SR;јужни судан=SS
;сао томе и принципе=ST;салвадор=SV;свети мартин (холандија)=SX;сирија=SY;свазиленд=SZ
;острва туркс и каикос=TC;чад=TD;француске јужне територије=TF;того=TG;тајланд=TH;таџикистан=TJ
;токелау=TK;тимор-лесте (источни тимор)=TL;туркменистан=TM;тунис=TN;тонга=TO;турска=TR
;тринидад и тобаго=TT;тувалу=TV;тајван=TW;танзанија=TZ;украјина=UA;уганда=UG;удаљена острва сад=UM
;сједињене државе=US;уругвај=UY;узбекистан=UZ;ватикан=VA;сент винсент и гренадини=VC;венецуела=VE
;британска девичанска острва=VG;америчка девичанска острва=VI;вијетнам=VN;вануату=VU;валис и футуна=WF
;самоа=WS;косово=XK;јемен=YE;мајот=YT;јужноафричка република=ZA;замбија=ZM;зимбабве=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_tr() -%}
    {%- set names -%}
;andorra=AD;birleşik arap emirlikleri=AE;afganistan=AF;antigua ve barbuda=AG;anguilla=AI;arnavutluk=AL
;ermenistan=AM;angola=AO;antarktika=AQ;arjantin=AR;amerikan samoası=AS;avusturya=AT;avustralya=AU
;aruba=AW;åland adaları=AX;azerbaycan=AZ;bosna-hersek=BA;barbados=BB;bangladeş=BD;belçika=BE
;burkina faso=BF;bulgaristan=BG;bahreyn=BH;burundi=BI;benin=BJ;saint barthelemy=BL;bermuda=BM
;brunei=BN;bolivya=BO;karayip hollandası=BQ;brezilya=BR;bahamalar=BS;butan=BT;bouvet adası=BV
;botsvana=BW;belarus=BY;belize=BZ;kanada=CA;cocos (keeling) adaları=CC;kongo - kinşasa=CD
;orta afrika cumhuriyeti=CF;kongo - brazavil=CG;isviçre=CH;côte d’ivoire=CI;cook adaları=CK;şili=CL
;kamerun=CM;çin=CN;kolombiya=CO;kosta rika=CR;küba=CU;cabo verde=CV;curaçao=CW;christmas adası=CX
;kıbrıs=CY;çekya=CZ;almanya=DE;cibuti=DJ;danimarka=DK;dominika=DM;dominik cumhuriyeti=DO;cezayir=DZ
;ekvador=EC;estonya=EE;mısır=EG;batı sahra=EH;eritre=ER;ispanya=ES;etiyopya=ET;finlandiya=FI;fiji=FJ
;falkland adaları=FK;mikronezya=FM;faroe adaları=FO;fransa=FR;gabon=GA;birleşik krallık=GB;grenada=GD
;gürcistan=GE;fransız guyanası=GF;guernsey=GG;gana=GH;cebelitarık=GI;grönland=GL;gambiya=GM;gine=GN
;guadeloupe=GP;ekvator ginesi=GQ;yunanistan=GR;güney georgia ve güney sandwich adaları=GS;guatemala=GT
;guam=GU;gine-bissau=GW;guyana=GY;çin hong kong öib=HK;heard adası ve mcdonald adaları=HM;honduras=HN
;hırvatistan=HR;haiti=HT;macaristan=HU;endonezya=ID;irlanda=IE;israil=IL;man adası=IM;hindistan=IN
;britanya hint okyanusu toprakları=IO;irak=IQ;iran=IR;izlanda=IS;italya=IT;jersey=JE;jamaika=JM
;ürdün=JO;japonya=JP;kenya=KE;kırgızistan=KG;kamboçya=KH;kiribati=KI;komorlar=KM
;saint kitts ve nevis=KN;kuzey kore=KP;güney kore=KR;kuveyt=KW;cayman adaları=KY;kazakistan=KZ;laos=LA
;lübnan=LB;saint lucia=LC;liechtenstein=LI;sri lanka=LK;liberya=LR;lesotho=LS;litvanya=LT
;lüksemburg=LU;letonya=LV;libya=LY;fas=MA;monako=MC;moldova=MD;karadağ=ME;saint martin=MF
;madagaskar=MG;marshall adaları=MH;kuzey makedonya=MK;mali=ML;myanmar (burma)=MM;moğolistan=MN
;çin makao öib=MO;kuzey mariana adaları=MP;martinik=MQ;moritanya=MR;montserrat=MS;malta=MT
;mauritius=MU;maldivler=MV;malavi=MW;meksika=MX;malezya=MY;mozambik=MZ;namibya=NA;yeni kaledonya=NC
;nijer=NE;norfolk adası=NF;nijerya=NG;nikaragua=NI;hollanda=NL;norveç=NO;nepal=NP;nauru=NR;niue=NU
;yeni zelanda=NZ;umman=OM;panama=PA;peru=PE;fransız polinezyası=PF;papua yeni gine=PG;filipinler=PH
;pakistan=PK;polonya=PL;saint pierre ve miquelon=PM;pitcairn adaları=PN;porto riko=PR
;filistin bölgeleri=PS;portekiz=PT;palau=PW;paraguay=PY;katar=QA;reunion=RE;romanya=RO;sırbistan=RS
;rusya=RU;ruanda=RW;suudi arabistan=SA;solomon adaları=SB;seyşeller=SC;sudan=SD;isveç=SE;singapur=SG
;saint helena=SH;slovenya=SI;svalbard ve jan mayen=SJ;slovakya=SK;sierra leone=SL;san marino=SM
;senegal=SN;somali=SO;surinam=SR;güney sudan=SS;sao tome ve principe=ST;el salvador=SV;sint maarten=SX
;suriye=SY;esvatini=SZ;turks ve caicos adaları=TC;çad=TD;fransız güney toprakları=TF;togo=TG
;tayland=TH;tacikistan=TJ;tokelau=TK;timor-leste=TL;türkmenistan=TM;tunus=TN;tonga=TO;türkiye=TR
;trinidad ve tobago=TT;tuvalu=TV;tayvan=TW;tanzanya=TZ;ukrayna=UA;uganda=UG
;abd küçük harici adaları=UM;amerika birleşik devletleri=US;uruguay=UY;özbekistan=UZ;vatikan=VA
;saint vincent ve grenadinler=VC;venezuela=VE;britanya virjin adaları=VG;abd virjin adaları=VI
;vietnam=VN;vanuatu=VU;wallis ve futuna=WF;samoa=WS;kosova=XK;yemen=YE;mayotte=YT;güney afrika=ZA
;zambiya=ZM;zimbabve=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_uk() -%}
    {%- set names -%}
;андорра=AD;обʼєднані арабські емірати=AE;афганістан=AF;антигуа і барбуда=AG;ангілья=AI;албанія=AL
;вірменія=AM;ангола=AO;антарктика=AQ;аргентина=AR;американське самоа=AS;австрія=AT;австралія=AU
;аруба=AW;аландські острови=AX;азербайджан=AZ;боснія і герцеговина=BA;барбадос=BB;бангладеш=BD
;бельгія=BE;буркіна-фасо=BF;болгарія=BG;бахрейн=BH;бурунді=BI;бенін=BJ;сен-бартелемі=BL
;бермудські острови=BM;бруней=BN;болівія=BO;карибські нідерланди=BQ;бразилія=BR;багамські острови=BS
;бутан=BT;острів буве=BV;ботсвана=BW;білорусь=BY;беліз=BZ;канада=CA;кокосові (кілінг) острови=CC
;конго – кіншаса=CD;центральноафриканська республіка=CF;конго – браззавіль=CG;швейцарія=CH
;кот-дʼівуар=CI;острови кука=CK;чилі=CL;камерун=CM;китай=CN;колумбія=CO;коста-рика=CR;куба=CU
;кабо-верде=CV;кюрасао=CW;острів різдва=CX;кіпр=CY;чехія=CZ;німеччина=DE;джибуті=DJ;данія=DK
;домініка=DM;домініканська республіка=DO;алжир=DZ;еквадор=EC;естонія=EE;єгипет=EG;західна сахара=EH
;еритрея=ER;іспанія=ES;ефіопія=ET;фінляндія=FI;фіджі=FJ;фолклендські острови=FK;мікронезія=FM
;фарерські острови=FO;франція=FR;габон=GA;велика британія=GB;гренада=GD;грузія=GE;французька гвіана=GF
;гернсі=GG;гана=GH;гібралтар=GI;гренландія=GL;гамбія=GM;гвінея=GN;гваделупа=GP;екваторіальна гвінея=GQ
;греція=GR;південна джорджія та південні сандвічеві острови=GS;гватемала=GT;гуам=GU;гвінея-бісау=GW
;гаяна=GY;гонконг, оар китаю=HK;острови герд і макдоналд=HM;гондурас=HN;хорватія=HR;гаїті=HT
;угорщина=HU;індонезія=ID;ірландія=IE;ізраїль=IL;острів мен=IM;індія=IN
;британська територія в індійському океані=IO;ірак=IQ;іран=IR;ісландія=IS;італія=IT;джерсі=JE
;ямайка=JM;йорданія=JO;японія=JP;кенія=KE;киргизстан=KG;камбоджа=KH;кірибаті=KI;комори=KM
;сент-кітс і невіс=KN;північна корея=KP;південна корея=KR;кувейт=KW;кайманові острови=KY;казахстан=KZ
;лаос=LA;ліван=LB;сент-люсія=LC;ліхтенштейн=LI;шрі-ланка=LK;ліберія=LR;лесото=LS;литва=LT
;люксембург=LU;латвія=LV;лівія=LY;марокко=MA;монако=MC;молдова=MD;чорногорія=ME;сен-мартен=MF
;мадагаскар=MG;маршаллові острови=MH;північна македонія=MK;малі=ML;мʼянма (бірма)=MM;монголія=MN
;макао, оар китаю=MO;північні маріанські острови=MP;мартиніка=MQ;мавританія=MR;монтсеррат=MS;мальта=MT
;маврикій=MU;мальдіви=MV;малаві=MW;мексика=MX;малайзія=MY;мозамбік=MZ;намібія=NA;нова каледонія=NC
;нігер=NE;острів норфолк=NF;нігерія=NG;нікарагуа=NI;нідерланди=NL;норвегія=NO;непал=NP;науру=NR
;ніуе=NU;нова зеландія=NZ;оман=OM;панама=PA;перу=PE;французька полінезія=PF;папуа-нова гвінея=PG
;філіппіни=PH;пакистан=PK;польща=PL;сен-пʼєр і мікелон=PM;острови піткерн=PN;пуерто-рико=PR
;палестинські території=PS;португалія=PT;палау=PW;парагвай=PY;катар=QA;реюньйон=RE;румунія=RO
;сербія=RS;росія=RU;руанда=RW;саудівська аравія=SA;соломонові острови=SB;сейшельські острови=SC
;судан=SD;швеція=SE;сінгапур=SG;острів святої єлени=SH;словенія=SI;шпіцберген та ян-маєн=SJ
;словаччина=SK;сьєрра-леоне=SL;сан-марино=SM;сенегал=SN;сомалі=SO;суринам=SR;південний судан=SS
;сан-томе і принсіпі=ST;сальвадор=SV;сінт-мартен=SX;сирія=SY;есватіні=SZ;острови теркс і кайкос=TC
;чад=TD;французькі південні території=TF;того=TG;таїланд=TH;таджикистан=TJ;токелау=TK;тимор-лешті=TL
;туркменістан=TM;туніс=TN;тонга=TO;туреччина=TR;тринідад і тобаго=TT;тувалу=TV;тайвань=TW;танзанія=TZ
;україна=UA;уганда=UG;віддалені острови сша=UM;сполучені штати=US;уругвай=UY;узбекистан=UZ;ватикан=VA
;сент-вінсент і гренадіни=VC;венесуела=VE;британські віргінські острови=VG;віргінські острови (сша)=VI
;вʼєтнам=VN;вануату=VU;уолліс і футуна=WF;самоа=WS;косово=XK;ємен=YE;майотта=YT
;південно-африканська республіка=ZA;замбія=ZM;зімбабве=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}

{% macro country_names_zh() -%}
    {%- set names -%}
;安道尔=AD;阿拉伯联合酋长国=AE;阿富汗=AF;安提瓜和巴布达=AG;安圭拉=AI;阿尔巴尼亚=AL;亚美尼亚=AM;安哥拉=AO;南极洲=AQ;阿根廷=AR;美属萨摩亚=AS;奥地利=AT
;澳大利亚=AU;阿鲁巴=AW;奥兰群岛=AX;阿塞拜疆=AZ;波斯尼亚和黑塞哥维那=BA;巴巴多斯=BB;孟加拉国=BD;比利时=BE;布基纳法索=BF;保加利亚=BG;巴林=BH;布隆迪=BI
;贝宁=BJ;圣巴泰勒米=BL;百慕大=BM;文莱=BN;玻利维亚=BO;荷属加勒比区=BQ;巴西=BR;巴哈马=BS;不丹=BT;布韦岛=BV;博茨瓦纳=BW;白俄罗斯=BY;伯利兹=BZ;加拿大=CA
;科科斯（基林）群岛=CC;刚果（金）=CD;中非共和国=CF;刚果（布）=CG;瑞士=CH;科特迪瓦=CI;库克群岛=CK;智利=CL;喀麦隆=CM;中国=CN;哥伦比亚=CO;哥斯达黎加=CR
;古巴=CU;佛得角=CV;库拉索=CW;圣诞岛=CX;塞浦路斯=CY;捷克=CZ;德国=DE;吉布提=DJ;丹麦=DK;多米尼克=DM;多米尼加共和国=DO;阿尔及利亚=DZ;厄瓜多尔=EC
;爱沙尼亚=EE;埃及=EG;西撒哈拉=EH;厄立特里亚=ER;西班牙=ES;埃塞俄比亚=ET;芬兰=FI;斐济=FJ;福克兰群岛=FK;密克罗尼西亚=FM;法罗群岛=FO;法国=FR;加蓬=GA
;英国=GB;格林纳达=GD;格鲁吉亚=GE;法属圭亚那=GF;根西岛=GG;加纳=GH;直布罗陀=GI;格陵兰=GL;冈比亚=GM;几内亚=GN;瓜德罗普=GP;赤道几内亚=GQ;希腊=GR
;南乔治亚和南桑威奇群岛=GS;危地马拉=GT;关岛=GU;几内亚比绍=GW;圭亚那=GY;中国香港特别行政区=HK;赫德岛和麦克唐纳群岛=HM;洪都拉斯=HN;克罗地亚=HR;海地=HT;匈牙利=HU
;印度尼西亚=ID;爱尔兰=IE;以色列=IL;马恩岛=IM;印度=IN;英属印度洋领地=IO;伊拉克=IQ;伊朗=IR;冰岛=IS;意大利=IT;泽西岛=JE;牙买加=JM;约旦=JO;日本=JP
;肯尼亚=KE;吉尔吉斯斯坦=KG;柬埔寨=KH;基里巴斯=KI;科摩罗=KM;圣基茨和尼维斯=KN;朝鲜=KP;韩国=KR;科威特=KW;开曼群岛=KY;哈萨克斯坦=KZ;老挝=LA;黎巴嫩=LB
;圣卢西亚=LC;列支敦士登=LI;斯里兰卡=LK;利比里亚=LR;莱索托=LS;立陶宛=LT;卢森堡=LU;拉脱维亚=LV;利比亚=LY;摩洛哥=MA;摩纳哥=MC;摩尔多瓦=MD;黑山=ME
;法属圣马丁=MF;马达加斯加=MG;马绍尔群岛=MH;北马其顿=MK;马里=ML;缅甸=MM;蒙古=MN;中国澳门特别行政区=MO;北马里亚纳群岛=MP;马提尼克=MQ;毛里塔尼亚=MR
;蒙特塞拉特=MS;马耳他=MT;毛里求斯=MU;马尔代夫=MV;马拉维=MW;墨西哥=MX;马来西亚=MY;莫桑比克=MZ;纳米比亚=NA;新喀里多尼亚=NC;尼日尔=NE;诺福克岛=NF
;尼日利亚=NG;尼加拉瓜=NI;荷兰=NL;挪威=NO;尼泊尔=NP;瑙鲁=NR;纽埃=NU;新西兰=NZ;阿曼=OM;巴拿马=PA;秘鲁=PE;法属波利尼西亚=PF;巴布亚新几内亚=PG;菲律宾=PH
;巴基斯坦=PK;波兰=PL;圣皮埃尔和密克隆群岛=PM;皮特凯恩群岛=PN;波多黎各=PR;巴勒斯坦领土=PS;葡萄牙=PT;帕劳=PW;巴拉圭=PY;卡塔尔=QA;留尼汪=RE;罗马尼亚=RO
;塞尔维亚=RS;俄罗斯=RU;卢旺达=RW;沙特阿拉伯=SA;所罗门群岛=SB;塞舌尔=SC;苏丹=SD;瑞典=SE;新加坡=SG;圣赫勒拿=SH;斯洛文尼亚=SI;斯瓦尔巴和扬马延=SJ
;斯洛伐克=SK;塞拉利昂=SL;圣马力诺=SM;塞内加尔=SN;索马里=SO;苏里南=SR;南苏丹=SS;圣多美和普林西比=ST;萨尔瓦多=SV;荷属圣马丁=SX;叙利亚=SY;斯威士兰=SZ
;特克斯和凯科斯群岛=TC;乍得=TD;法属南部领地=TF;多哥=TG;泰国=TH;塔吉克斯坦=TJ;托克劳=TK;东帝汶=TL;土库曼斯坦=TM;突尼斯=TN;汤加=TO;土耳其=TR
;特立尼达和多巴哥=TT;图瓦卢=TV;台湾=TW;坦桑尼亚=TZ;乌克兰=UA;乌干达=UG;美国本土外小岛屿=UM;美国=US;乌拉圭=UY;乌兹别克斯坦=UZ;梵蒂冈=VA
;圣文森特和格林纳丁斯=VC;委内瑞拉=VE;英属维尔京群岛=VG;美属维尔京群岛=VI;越南=VN;瓦努阿图=VU;瓦利斯和富图纳=WF;萨摩亚=WS;科索沃=XK;也门=YE;马约特=YT;南非=ZA
;赞比亚=ZM;津巴布韦=ZW
    {%- endset -%}
    {{ return(names.replace('\n', '')) }}
{%- endmacro %}
