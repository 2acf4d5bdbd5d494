namespace IncidentDesk.Rules.Passwords;

/// <summary>The words that long passwords are made of, wherever in the world they leaked: first names, sports, cars, idols, oaths, places of here. Small letters, without marks.</summary>
internal static class CommonStems
{
    private static readonly string[] Names =
    [
        .. ("michael jennifer jessica ashley daniel matthew joshua andrew anthony william thomas christopher robert richard charles joseph david james kevin brian jason justin "
            + "brandon nicholas jonathan alexander benjamin samuel patrick stephanie amanda nicole melissa elizabeth michelle vanessa samantha christina angela heather rebecca "
            + "rachel hannah victoria isabella sophia natalie katherine patricia barbara alexandra danielle crystal tiffany maria george martin peter steven taylor jordan tyler "
            + "dakota austin cameron dylan logan ethan jackson madison morgan brittany courtney kimberly lauren megan sarah emily olivia laura julia monica sandra sabrina carolina "
            + "fernando alejandro carlos antonio francisco gabriel roberto eduardo ricardo diego charlie maggie buster bailey oliver lucas marcus johnny tommy bobby jimmy nathan "
            + "adrian sebastian dominic vincent angelina veronica valentina jasmine amber alicia destiny mohammed muhammad abdullah ibrahim fatima krishna rajesh lakshmi john mary anna emma lisa mark paul alex adam ryan eric jack luke").Split(' '),
    ];

    private static readonly string[] Play =
    [
        .. ("football baseball basketball soccer hockey tennis volleyball badminton softball wrestling liverpool liverpoolfc arsenal chelsea chelseafc manchester manutd mancity "
            + "manchestercity tottenham everton realmadrid barcelona fcbarcelona juventus bayern bayernmunich acmilan intermilan ronaldo cristiano cristianoronaldo lionelmessi "
            + "messi neymar beckham rooney ronaldinho yankees lakers cowboys steelers eagles patriots redskins packers raiders dodgers redsox rangers celtic gunners kobebryant "
            + "mercedes mercedesbenz porsche ferrari lamborghini mustang corvette camaro chevrolet chevy toyota honda yamaha suzuki kawasaki ducati harley harleydavidson nissan "
            + "mazda hyundai vinfast audi subaru volkswagen lexus mitsubishi maserati bugatti jaguar landrover airblade winner exciter dreamhonda").Split(' '),
    ];

    private static readonly string[] Idols =
    [
        .. ("pokemon pikachu charizard starwars skywalker darthvader superman batman spiderman ironman wolverine naruto sasuke onepiece dragonball songoku doraemon conan "
            + "harrypotter hogwarts minecraft fortnite roblox warcraft worldofwarcraft counterstrike leagueoflegends callofduty playstation nintendo metallica nirvana slipknot "
            + "eminem greenday linkinpark blink182 blackpink hellokitty mickeymouse mickey snoopy garfield scoobydoo tinkerbell disney jamesbond justinbieber taylorswift "
            + "onedirection michaeljackson sontung sontungmtp lienquan freefire pubgmobile zingme gunny aumobile camranh").Split(' '),
    ];

    private static readonly string[] Liked =
    [
        .. ("iloveyou iloveu iloveme ilovemyself loveyou loveme lovers lovely lover sweetheart sweetie baby babygirl babyboy babyblue princess angel angels honey cutie kisses mylove "
            + "truelove forever foreverlove girlfriend boyfriend bestfriend bestfriends friends friend family mother father daddy mommy brother sister grandma sunshine sunflower "
            + "flower flowers rainbow butterfly strawberry chocolate cookie cookies banana pepper cheese peanut ginger coffee cherry orange apple cupcake buttercup cinnamon "
            + "diamond freedom jesus jesuschrist jesusislord jesuslovesme blessed heaven christ godisgood godislove thankyou success money america canada london paris australia "
            + "dragon dragons monkey tiger lion eagle falcon panther phoenix wolf shadow ninja pirate killer hunter ranger warrior knight wizard dolphin elephant penguin spider "
            + "hello helloworld goodbye goodluck lucky rockstar rockandroll metal guitar soldier marine military thunder lightning midnight stupid idiot secret secrets troubador troubadour nothing "
            + "something everything password passwords passwort contrasena motdepasse wachtwoord parola senha access changeit changeme default whatever trustno purple yellow silver "
            + "golden black white green blue january february march april june july august september october november december monday tuesday wednesday thursday friday saturday "
            + "sunday summer winter spring autumn").Split(' '),
    ];

    private static readonly string[] Oaths =
    [
        .. ("fuckyou fuckoff fuckme fucker fucking fuckit fuckthis fucktheworld fuck asshole bitch bitches bullshit motherfucker pussy dickhead bastard cunt suckmydick suckit "
            + "bigdick biteme blowjob sexy sexygirl hotgirl pornhub penis vagina ditme ditmemay duma dume vailon vaicalon concac conmeno khonnan chetdi matday choma dokho").Split(' '),
    ];

    private static readonly string[] Here =
    [
        .. ("matkhau matkhaucu matkhaumoi anhyeuem emyeuanh yeuem yeuanh yeuemnhieu yeuanhnhieu yeuemmaimai anhyeuemnhieu emyeuanhnhieu nhoem nhoanh anhnhoem emnhoanh nguoiyeu "
            + "nguoiyeuoi voyeu chongyeu vochong conyeu congai contrai bemeo becun bome chame gialinh giadinhtoi tinhyeu tinhban banbe bangioi banthan khongbiet khongnho khongquen "
            + "khongcopass khongcogi khongyeu matkhaula vietnam vietnamvodich tovietnam hanoi saigon haiphong danang cantho hochiminh thanhpho nghean thanhhoa namdinh thaibinh "
            + "haiduong hungyen bacninh bacgiang quangninh halong phutho vinhphuc thainguyen langson caobang tuyenquang hagiang laocai yenbai sonla dienbien hoabinh ninhbinh "
            + "hatinh quangbinh quangtri thuathienhue quangnam quangngai binhdinh quynhon phuyen khanhhoa nhatrang ninhthuan binhthuan kontum gialai daklak daknong lamdong dalat "
            + "binhphuoc tayninh binhduong dongnai bienhoa vungtau longan tiengiang bentre travinh vinhlong dongthap angiang kiengiang haugiang soctrang baclieu camau phuquoc "
            + "bongda thethao phatdat phatloc tailoc binhan anlac thanhcong maymanh maymanhon vuive hanhphuc cuocsong cuocdoi conduong hoctap totnghiep lophoc truongtoi thaygiao "
            + "cogiao hocsinh sinhvien maytinh dienthoai facebook tiktok youtube vietcombank techcombank agribank vietinbank viettel vinaphone mobifone").Split(' '),
    ];

    private static readonly string[] MoreWalks =
    [
        .. ("qwertyuiopasdfghjkl qwertyui qwertyu qwert qwer asdf asdfg asdfghj asdfghjk zxcv zxcvb wasd qwerasdf qwerasdfzxcv asdfzxcv asdfjkl asdfqwer qweqwe asdasd zxczxc qwaszx "
            + "12qwaszx zaq1xsw2 zaq12wsx xsw2 cde3 vfr4 bgt5 1qazxsw2 1qaz 2wsx 3edc 4rfv 5tgb 6yhn qazxsw qazxswedc wsxedc edcrfv rfvtgb poiuyt poiu lkjh mnbv 1q2w3e4r5t6y7u8i "
            + "1a2s3d4f 1z2x3c4v 1a2b3c 1234qwer 12345qwert 123456qwerty qwer1234 qwert12345 asdf1234 asd123 zxc123 abc123456 123456abc a123456 aa123456 abcdefg abcdefgh").Split(' '),
    ];

    /// <summary>What everybody takes for one of their two words.</summary>
    public static IEnumerable<string> All =>
        Names.Concat(Play).Concat(Idols).Concat(Liked).Concat(Oaths).Concat(Here).Concat(MoreWalks)
            .Concat(CommonPasswords.Words).Concat(CommonPasswords.Walks.Where(walk => !IsRow(walk))).Concat(CommonPasswords.Given).Concat(CommonPasswords.Families).Distinct();

    /// <summary>What joins two words, and adds little.</summary>
    public static readonly IReadOnlyList<string> Joints =
        [.. "love loves ilove my the this is you your me iam and for with from yeu anh cua toi no1 abc xyz qwe asd zxc vn xx xxx".Split(' ')];

    /// <summary>Years, and figures as they stand on the keyboard.</summary>
    public static IEnumerable<string> Rows =>
        Enumerable.Range(1950, 86).Select(year => year.ToString(System.Globalization.CultureInfo.InvariantCulture)).Concat(CommonPasswords.Walks.Where(IsRow));

    private static bool IsRow(string walk) => walk.All(char.IsAsciiDigit);
}
