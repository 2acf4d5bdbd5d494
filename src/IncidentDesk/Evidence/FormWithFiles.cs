using IncidentDesk.Pipeline;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Evidence;

/// <summary>
/// A multipart form of a page, read as it comes: its words, and files that go straight to the disk. A page writes its words before its files, so whoever takes the first
/// file has them all, and a line that breaks behind them loses none.
/// </summary>
/// <param name="Words">Put in the place of the request's form.</param>
/// <param name="NotTaken">Why files were not taken, and nothing else.</param>
public sealed record FormWithFiles(IFormCollection Words, IReadOnlyList<Fault> NotTaken)
{
    private const long MostWords = 1 << 20;
    private const int MostFields = 500, MostFiles = 200, MostFaults = 20;

    /// <summary>Whether it is such a form at all.</summary>
    public static bool IsIt(HttpRequest request) => BoundaryOf(request) is not null;

    /// <param name="most">How many bytes of files are read at all; behind them nothing is.</param>
    /// <param name="take">Takes one file with its name, having seen the words before it; false where none is taken and reading ends. What it refuses is a fault, and the next one is read.</param>
    public static async Task<FormWithFiles> ReadAsync(HttpContext http, long most, Func<IFormCollection, string, Stream, Task<bool>> take, CancellationToken cancellation)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var (words, faults, left, fields, files) = (new Dictionary<string, List<string>>(StringComparer.Ordinal), new List<Fault>(), MostWords, 0, 0);
        try
        {
            var form = new MultipartReader(BoundaryOf(http.Request)!, new MostBytes(http.Request.Body, most + MostWords));
            while (await form.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said))
                    continue;
                if (!said.FileName.HasValue && !said.FileNameStar.HasValue)
                {
                    if (++fields > MostFields)
                        throw new InvalidDataException("The form has too many fields.");
                    section.Body = new MostBytes(section.Body, left);
                    var text = await section.ReadAsStringAsync(cancellation);
                    left -= text.Length;
                    var name = HeaderUtilities.RemoveQuotes(said.Name).Value ?? "";
                    if (!words.TryAdd(name, [text]))
                        words[name].Add(text);
                }
                else if (Upload.NameIn(said) is { Length: > 0 } file && (++files > MostFiles || !await TakeAsync(file, section.Body)))
                    break;
            }
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException && broken.GetType() == typeof(IOException)))
        {
            faults.Add(Faults.Saying("/file", "malformed",
                "The files did not arrive whole, or are too large together: send fewer at once.", "Các tệp không đến trọn vẹn hoặc cộng lại quá lớn: hãy gửi ít tệp hơn mỗi lần."));
        }
        return new(http.Request.Form = Words(), faults);

        FormCollection Words() => new(words.ToDictionary(one => one.Key, one => new StringValues([.. one.Value]), StringComparer.Ordinal));

        async Task<bool> TakeAsync(string file, Stream body)
        {
            try
            {
                return await take(http.Request.Form = Words(), file, body);
            }
            catch (RefusedException refused)
            {
                faults.AddRange(Said(file, refused.Problem));
                return faults.Count < MostFaults;
            }
        }
    }

    private static IEnumerable<Fault> Said(string file, Problem problem) => (problem.Errors is { Count: > 0 } errors ? errors : [new("", problem.Word, problem.Detail, problem.DetailVi)])
        .Select(fault => fault with { Path = "/file", Message = $"{file}: {fault.Message}", MessageVi = $"{file}: {fault.MessageVi}" });

    private static string? BoundaryOf(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary ? boundary : null;
}
