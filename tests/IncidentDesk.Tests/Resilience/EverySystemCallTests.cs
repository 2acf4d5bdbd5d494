using System.Diagnostics;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>Killed at the first, the second, the third ... system call of a kind, until the whole path is walked without dying.</summary>
[Category("slow")]
[Category("long")]
public sealed class EverySystemCallTests
{
    private const string Strace = "/usr/bin/strace";
    private const int Most = 200;

    [TestCase("fsync")]
    [TestCase("pwrite64")]
    [TestCase("connect")]
    [TestCase("sendmsg")]
    [TestCase("sendto")]
    public async Task Killed_at_every_system_call_of_the_path_it_loses_nothing(string call)
    {
        RealPart.Require("strace", Strace);
        await using var scene = await KillScene.StartAsync();
        for (var n = 1; n <= Most; n++)
        {
            var died = await DieAtAsync(scene, call, n);
            if (!died)
            {
                await TestContext.Out.WriteLineAsync($"{call}: the path has {n - 1} of them");
                Assert.That(n, Is.GreaterThan(1), $"{call}: the path does not call it, so nothing was tried");
                return;
            }
        }
        Assert.Fail($"{call}: the path does not end");
    }

    /// <returns>False when the desk walked the whole path first.</returns>
    private static async Task<bool> DieAtAsync(KillScene scene, string call, int n)
    {
        using var strace = await AttachAsync(scene, call, n);
        var reference = $"{call}-{n}";
        var answered = await TryFileAsync(scene, reference);
        var died = answered is null || await DiesBeforeItIsDoneAsync(scene, answered);
        if (!strace.HasExited)
            strace.Kill();
        await scene.Desk.KillAsync();
        await scene.Desk.StartAsync();
        // What was answered is there; what was not may be filed again, and is one report all the same.
        var again = await scene.Caller.FileAsync(ExampleReport.Body(KillScene.Agency, reference));
        Assert.That(again.Code, Is.EqualTo(200).Or.EqualTo(answered is null ? 201 : 200), reference);
        var number = (string)again.Json!["number"]!;
        Assert.That(number, Is.EqualTo(answered ?? number), reference);
        var delivery = await scene.AcceptedAsync(number);
        Assert.That(scene.Received(delivery), Has.Count.InRange(1, delivery["attempts"]!.AsArray().Count), reference);
        return died;
    }

    private static async Task<Process> AttachAsync(KillScene scene, string call, int n)
    {
        var strace = Process.Start(new ProcessStartInfo(
            Strace, ["-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={n}", "-p", $"{scene.Desk.Id}"]))!;
        for (var turn = 0; turn < 2000 && !IsTraced(scene.Desk.Id); turn++)
            await Task.Delay(5);
        return strace;
    }

    private static bool IsTraced(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").Any(line => line.StartsWith("TracerPid:", StringComparison.Ordinal) && line.Trim() != "TracerPid:\t0");
        }
        catch (IOException)
        {
            // It died as soon as it was looked at.
            return true;
        }
    }

    private static async Task<string?> TryFileAsync(KillScene scene, string reference)
    {
        try
        {
            var filed = await scene.Caller.FileAsync(ExampleReport.Body(KillScene.Agency, reference));
            return filed.Code is 200 or 201 ? (string)filed.Json!["number"]! : null;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static async Task<bool> DiesBeforeItIsDoneAsync(KillScene scene, string number)
    {
        try
        {
            await scene.AcceptedAsync(number);
            // What follows the acceptance (changes, alarms) belongs to the path too.
            await Task.Delay(1500);
            return !scene.Desk.IsAlive;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return true;
        }
    }
}
