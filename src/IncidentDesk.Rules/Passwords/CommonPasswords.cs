using System.Collections.Frozen;

namespace IncidentDesk.Rules.Passwords;

/// <summary>
/// What people choose when they are told to choose something: words of here, names without marks, keyboard walks and years, put together as people put them. Made
/// from its parts when it is first asked for, so that tens of thousands of entries take the room of these lines and come from nobody's leak.
/// </summary>
public static class CommonPasswords
{
    internal static readonly string[] Words =
    [
        .. ("matkhau password passwd admin administrator quantri quantrivien welcome xinchao chaomung anhyeuem emyeuanh anhnhoem yeuem iloveyou vietnam hanoi saigon "
            + "haiphong danang cantho hochiminh tphcm letmein qwerty azerty abcd abcdef baomat antoan bimat secret default macdinh thaydoi changeme computer maytinh "
            + "internet hethong server mangnoibo vanphong coquan ubnd sotttt soyte chinhphu congan bodoi giadinh hanhphuc maiyeu congchua hoangtu dragon monkey "
            + "football bongda master superman batman summer muahe winter muadong spring muaxuan autumn muathu monday thuhai friday thusau january thangmot company "
            + "congty windows microsoft google facebook zalo samsung iphone nokia yahoo gmail test testing guest khach user nguoidung login dangnhap pass root toor "
            + "cisco oracle mysql support hotro helpdesk manager giamdoc hocsinh sinhvien giaovien truonghoc benhvien bacsi trungtam phongban daotao duantin "
            + "conyeu meyeu boyeu cuncon meocon tinhyeu maimai chucmung namoi khongbiet khongco quenroi nhopass trovedi toiyeu sunshine princess shadow trustno "
            + "incident incidentdesk ungcuu suco bantruc trucban canhbao vncert ncsc "
            + "thisismypassword mypassword thisispassword yourpassword newpassword letmein letmeinplease iloveyousomuch iloveyouforever correcthorsebatterystaple manchesterunited "
            + "chelseafc liverpoolfc barcelona realmadrid basketball baseball unbelievable harrypotter spongebob elizabeth jessica michelle charlie jennifer starwars pokemon "
            + "trustnoone whatever justinbieber beautiful angelina butterfly chocolate strawberry motherfucker computer1 opensesame").Split(' '),
    ];

    internal static readonly string[] Families =
        ["nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly"];

    internal static readonly string[] Given =
    [
        .. ("an anh binh chi cuong dung duc giang ha hai hang hanh hien hieu hoa hong hung huong khanh lan linh long mai minh my nam nga ngoc nhung phong phuong quan quang "
            + "quynh son tam thanh thao thu thuy tien trang trung tu tuan tung van viet yen").Split(' '),
    ];

    internal static readonly string[] Walks =
    [
        .. ("qwertyuiop asdfghjkl zxcvbnm qwerty asdfgh zxcvbn qazwsx qazwsxedc 1qaz2wsx 1qaz2wsx3edc 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 zaq12wsx "
            + "qweasd qweasdzxc asdzxc poiuytrewq lkjhgfdsa mnbvcxz 123qwe qwe123 123abc abc123 a1b2c3 a1b2c3d4 abcd1234 1234abcd 123456 1234567 12345678 123456789 1234567890 "
            + "0123456789 0987654321 987654321 87654321 654321 112233 11223344 1122334455 121212 123123 123321 147258 147258369 159357 159753 789456 789456123 741852963 "
            + "456789 135790 246810 102030 10203040 111222333 112358 314159 696969 888888 686868 686869 113114 6868 8888 9999 1234 12345 abcd abcde").Split(' '),
    ];

    private static readonly string[] Tails =
    [
        "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "0", "01", "00", "11", "22", "66", "68", "86", "88", "99", "111", "222",
        "333", "666", "686", "688", "789", "888", "999", "1111", "6868", "8888", "9999", "abc", "abcd", "321", "4321", "qwe", "vn", "viet", "vietnam", "aa", "aaa", "a", "x", "xx",
    ];

    private static readonly Lazy<FrozenSet<string>> Listed = new(() => Make().ToFrozenSet(StringComparer.Ordinal));

    public static int Count => Listed.Value.Count;

    /// <param name="reduced">Lower case, without marks, blanks and punctuation.</param>
    public static bool Holds(string reduced) => Listed.Value.Contains(reduced);

    private static IEnumerable<string> Make()
    {
        string[] years = [.. Enumerable.Range(1950, 86).Select(year => year.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        string[] names = [.. Families.SelectMany(family => Given.Select(given => family + given)), .. Families.SelectMany(family => Given.Select(given => given + family))];
        string[] stems = [.. Words, .. Walks, .. Given, .. Families];
        string[] ends = [.. Tails, .. years];
        foreach (var stem in stems.Concat(names))
        {
            yield return stem;
            yield return stem + stem;
            yield return stem + stem + stem;
            foreach (var end in ends)
                yield return stem + end;
        }
        foreach (var first in Words.Concat(Walks))
            foreach (var second in Words.Concat(Walks))
            {
                yield return first + second;
                if (second.Length < 8)
                    yield return first + second + "123";
            }
        foreach (var family in Families)
            foreach (var middle in (string[])["van", "thi", "thanh", "minh", "ngoc"])
                foreach (var given in Given)
                    foreach (var end in (string[])["", "123", "1234", "123456", "1990", "2000"])
                        yield return family + middle + given + end;
        foreach (var end in ends)
            foreach (var walk in Walks)
                yield return end + walk;
    }
}
