using System.Collections.Frozen;
using System.Globalization;

namespace IncidentDesk.Pipeline;

/// <summary>Every field code of the contract with its sentence: what is wrong and what to do, in both languages.</summary>
public static class Faults
{
    /// <param name="path">JSON Pointer, <c>?name</c>, or a header's name.</param>
    /// <param name="code">A field code of the contract.</param>
    /// <param name="arguments">What the sentence names: the limit, the allowed words, an example. See the catalogue for how many.</param>
    public static Fault At(string path, string code, params object[] arguments)
    {
        // Where a single character is enough, what is too short is empty: it is said as of any field that is missing.
        var wording = Catalogue[code == "too-short" && arguments is [1] ? "required" : code];
        return new Fault(path, code, wording.English(arguments), wording.Vietnamese(arguments));
    }

    /// <summary>A fault of a catalogue code whose sentence only the caller knows.</summary>
    public static Fault Saying(string path, string code, string message, string messageVi) =>
        Catalogue.ContainsKey(code)
            ? new Fault(path, code, message, messageVi)
            : throw new ArgumentException($"'{code}' is no field code of the contract.", nameof(code));

    public static IReadOnlyCollection<string> Codes => Catalogue.Keys;

    public static bool Knows(string? code) => code is not null && Catalogue.ContainsKey(code);

    // {0} {1} are the arguments in order, {*} all of them as a list.
    private static readonly FrozenDictionary<string, FaultWording> Catalogue = new Dictionary<string, FaultWording>
    {
        ["required"] = new("This field is required: give a value.", "Trường này là bắt buộc: hãy điền giá trị."),
        ["unknown-field"] = new(
            "No field of this name is known here: check its spelling or leave it out.",
            "Không có trường nào mang tên này: hãy kiểm tra chính tả hoặc bỏ đi."),
        ["duplicate-field"] = new("This field is given more than once: keep one.", "Trường này xuất hiện nhiều lần: chỉ giữ lại một."),
        ["wrong-type"] = new(
            "The value has the wrong type: give another type of value.", "Giá trị sai kiểu: hãy dùng kiểu khác.",
            "The value must be {0}.", "Giá trị phải là {0}."),
        ["too-short"] = new(
            "The text is too short: write more.", "Nội dung quá ngắn: hãy viết thêm.",
            "Write at least {0} characters (blanks at the ends do not count).", "Hãy viết ít nhất {0} ký tự (không tính khoảng trắng ở hai đầu)."),
        ["too-long"] = new(
            "The text is too long: shorten it.", "Nội dung quá dài: hãy rút ngắn.",
            "Write at most {0} characters.", "Hãy viết tối đa {0} ký tự."),
        ["too-many"] = new(
            "The list is too long: send fewer items.", "Danh sách quá dài: hãy gửi ít mục hơn.",
            "Send at most {0} items.", "Hãy gửi tối đa {0} mục."),
        ["out-of-range"] = new(
            "The value is outside of what is allowed: choose another.", "Giá trị nằm ngoài khoảng cho phép: hãy chọn giá trị khác.",
            "Choose a value from {0} to {1}.", "Hãy chọn giá trị từ {0} đến {1}."),
        ["bad-format"] = new(
            "The value is not written in the expected form: correct it.", "Giá trị không đúng định dạng: hãy sửa lại.",
            "Write it like this: {0}.", "Hãy viết như sau: {0}."),
        ["not-in-list"] = new(
            "This word is not in the list of this field: use one that is.", "Từ này không có trong danh sách của trường: hãy dùng một từ có trong danh sách.",
            "Use one of: {*}.", "Hãy dùng một trong các từ: {*}."),
        ["unknown-reference"] = new(
            "Nothing you may refer to has this code or number: check it.", "Không có đối tượng nào bạn được tham chiếu mang mã này: hãy kiểm tra lại.",
            "There is no '{0}' that you may refer to: check the code.", "Không có '{0}' mà bạn được tham chiếu: hãy kiểm tra lại mã."),
        ["in-the-future"] = new(
            "This instant lies in the future: check the date and the offset from UTC.",
            "Thời điểm này nằm trong tương lai: hãy kiểm tra ngày giờ và múi giờ.",
            "This instant lies after {0}: check the date and the offset from UTC.",
            "Thời điểm này sau {0}: hãy kiểm tra ngày giờ và múi giờ."),
        ["before-occurrence"] = new(
            "An incident cannot be detected before it occurred: check both instants.",
            "Sự cố không thể được phát hiện trước khi xảy ra: hãy kiểm tra cả hai thời điểm."),
        ["forbidden-character"] = new(
            "The text contains a control character or half a character: remove it.",
            "Nội dung chứa ký tự điều khiển hoặc ký tự hỏng: hãy xóa đi."),
        ["state-secret-marking"] = new(
            "The text carries a state secret marking: this desk may not receive it. Send it by the channel for secret documents: the classified registry or the cipher network of your unit.",
            "Nội dung có dấu chỉ độ mật của bí mật nhà nước: hệ thống này không được tiếp nhận. Hãy gửi theo kênh tài liệu mật: văn thư mật hoặc mạng cơ yếu của đơn vị."),
        ["differs"] = new(
            "This field differs from what was filed first under the same key: use another key, or send a correction.",
            "Trường này khác với nội dung đã gửi lần đầu với cùng khóa: hãy dùng khóa khác hoặc gửi bản đính chính."),
        ["malformed"] = new(
            "The body is not well-formed JSON: correct it and send it again.", "Nội dung không phải JSON hợp lệ: hãy sửa và gửi lại.",
            "The body is not well-formed JSON at line {0}, byte {1}.", "Nội dung không phải JSON hợp lệ tại dòng {0}, byte {1}."),
    }.ToFrozenDictionary();
}

/// <summary>A sentence in both languages, without and with arguments.</summary>
internal sealed record FaultWording(string En, string Vi, string? EnWith = null, string? ViWith = null)
{
    public string English(object[] arguments) => Fill(arguments, En, EnWith, vietnamese: false);

    public string Vietnamese(object[] arguments) => Fill(arguments, Vi, ViWith, vietnamese: true);

    private static string Fill(object[] arguments, string plain, string? template, bool vietnamese)
    {
        if (template is null || arguments.Length == 0)
            return plain;
        var words = Array.ConvertAll(arguments, argument => argument switch
        {
            Kind kind => vietnamese ? kind.Vi : kind.En,
            DateTimeOffset instant => Instants.Write(instant),
            _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
        });
        var text = template.Replace("{*}", string.Join(", ", words), StringComparison.Ordinal);
        for (var n = 0; n < words.Length; n++)
            text = text.Replace("{" + n.ToString(CultureInfo.InvariantCulture) + "}", words[n], StringComparison.Ordinal);
        return text;
    }
}

/// <summary>What a JSON value may be, as a <c>wrong-type</c> fault names it.</summary>
public sealed record Kind(string En, string Vi)
{
    public static readonly Kind Text = new("a text", "văn bản");
    public static readonly Kind WholeNumber = new("a whole number, written without point or exponent", "số nguyên, không có dấu thập phân hay số mũ");
    public static readonly Kind Number = new("a number", "một số");
    public static readonly Kind TrueOrFalse = new("true or false", "true hoặc false");
    public static readonly Kind Instant = new("an instant as text", "thời điểm dạng văn bản");
    public static readonly Kind Fields = new("an object { }", "đối tượng { }");
    public static readonly Kind List = new("a list [ ]", "danh sách [ ]");
}
